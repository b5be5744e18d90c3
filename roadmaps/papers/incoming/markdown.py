"""From pandoc's tree to Markdown in the forms that the site reads: no HTML, plain tables, notes at the end.

No word is lost: what Markdown has no form for is told in a form that it has. Pictures leave the words that stand for
them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from roadmaps.papers.incoming.escaping import address_of, as_code, escaped, guarded, raised

Node = Mapping[str, Any]
_MARKS = {"Emph": "*", "Strong": "**", "Strikeout": "~~"}
_RAISED = {"Superscript", "Subscript"}
_DEEPEST = 60
_DOT = re.compile("^(?:[•●▪■‣◦·\uf0b7\uf0a7]|\\\\?[–-](?= {2,}|\t))[ \t\u00a0]*(?=\\S)")
BETWEEN_PARAGRAPHS_OF_A_CELL = " · "


class Writer:
    """Writes one document. `pictures` counts those that it had."""

    def __init__(self, document: Node) -> None:
        self._document = document
        self._notes: list[Sequence[Node]] = []
        self.pictures = 0

    def write(self) -> str:
        """All of it: what stands on its title page first, the notes last."""
        parts = [*self._title_page(), *self._blocks(self._document["blocks"])]
        said = 0
        while said < len(self._notes):
            note = self._notes[said]
            said += 1
            parts.append(_indented("\n\n".join(self._blocks(note)), f"[^{said}]: ", "    "))
        return "\n\n".join(filter(None, parts))

    def paragraph(self, text: str) -> str:
        """Words that came by another way, as a paragraph."""
        return guarded(escaped(" ".join(text.split())))

    def _title_page(self) -> Iterator[str]:
        """The title becomes the highest heading; what else is told there is text under it."""
        meta = self._document.get("meta", {})
        for name in ("title", "subtitle", "author", "date", "abstract"):
            for index, text in enumerate(self._meta(meta.get(name))):
                yield f"# {text}" if name == "title" and index == 0 else text

    def _meta(self, value: Node | None) -> list[str]:
        match value:
            case {"t": "MetaInlines", "c": inside}:
                return [guarded(self._line(inside))]
            case {"t": "MetaBlocks", "c": inside}:
                return list(self._blocks(inside))
            case {"t": "MetaString", "c": text}:
                return [self.paragraph(text)]
            case {"t": "MetaList", "c": values}:
                return [text for one in values for text in self._meta(one)]
        return []

    def _blocks(self, blocks: Iterable[Node], depth: int = 0) -> Iterator[str]:
        if depth > _DEEPEST:
            yield guarded(" ".join(self._words(blocks)))
            return
        for block in blocks:
            yield from filter(None, self._block(block, depth))

    def _block(self, block: Node, depth: int) -> Iterator[str]:  # noqa: C901, PLR0912 - one case for each part of the tree
        inside: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield _listed(guarded(self._line(inside)))
            case "LineBlock":
                yield guarded("\\\n".join(self._line(line) for line in inside))
            case "CodeBlock" | "RawBlock":
                yield _fenced(inside[1])
            case "Header":
                if words := self._line(inside[2], in_one_line=True):
                    yield f"{'#' * min(6, max(1, inside[0]))} {words}"
            case "BlockQuote":
                yield _quoted("\n\n".join(self._blocks(inside, depth + 1)))
            case "BulletList":
                yield self._items(inside, ["- "] * len(inside), depth)
            case "OrderedList":
                start = max(0, inside[0][0])
                yield self._items(inside[1], [f"{start + i}. " for i in range(len(inside[1]))], depth)
            case "DefinitionList":
                yield from self._definitions(inside, depth)
            case "Table":
                yield from self._table(inside, depth)
            case "Div":
                yield from self._blocks(inside[1], depth + 1)
            case "Figure":
                yield from self._blocks(inside[2], depth + 1)
                if set(_texts(inside[1][1])) - set(_texts(inside[2])):
                    yield from self._blocks(inside[1][1], depth + 1)
            case "HorizontalRule":
                yield "---"

    def _items(self, items: Sequence[Sequence[Node]], marks: Sequence[str], depth: int) -> str:
        texts = ["\n\n".join(self._blocks(item, depth + 1)) for item in items]
        is_loose = any(one["t"] == "Para" and len(item) > 1 for item in items for one in item)
        joined = [
            _indented(text if is_loose else _tight(text), mark, " " * len(mark))
            for text, mark in zip(texts, marks, strict=True)
            if text
        ]
        return ("\n\n" if is_loose else "\n").join(joined)

    def _definitions(self, entries: Sequence[Any], depth: int) -> Iterator[str]:
        """A label and what is said of it, in one paragraph where it is one."""
        for term, meanings in entries:
            label = self._line(term, in_one_line=True).removesuffix(":")
            texts = [text for meaning in meanings for text in self._blocks(meaning, depth + 1)]
            first = texts[0] if texts else ""
            if label and first and not re.match(r"[-*+#>|`]|\d+[.)] ", first):
                yield f"**{_unstarred(label)}:** {first}"
                yield from texts[1:]
            else:
                yield f"**{_unstarred(label)}:**" if label else ""
                yield from texts

    def _table(self, table: Sequence[Any], depth: int) -> Iterator[str]:
        _, caption, columns, head, bodies, foot = table
        if caption[1]:
            yield from self._blocks(caption[1], depth + 1)
        rows = [
            row for part in (head[1], *(one for body in bodies for one in (body[2], body[3])), foot[1]) for row in part
        ]
        if len(columns) == 1:
            # A frame around a text, not a table.
            for row in rows:
                for cell in row[1]:
                    yield from self._blocks(cell[4], depth + 1)
            return
        grid = self._grid(rows, len(columns), depth)
        if not head[1] and grid and _is_a_body(rows[0]):
            grid.insert(0, [""] * len(grid[0]))
        if any(any(row) for row in grid):
            width = max(map(len, grid))
            lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in grid]
            lines.insert(1, "|" + " --- |" * width)
            yield "\n".join(lines)

    def _grid(self, rows: Sequence[Any], width: int, depth: int) -> list[list[str]]:
        """Each row says its own: what spans several rows is said in each, what spans columns in the first of them."""
        grid: list[list[str]] = []
        held: dict[int, tuple[int, str]] = {}
        for row in rows:
            cells: list[str] = []
            for _, _, down, across, blocks in row[1]:
                while held.get(len(cells), (0, ""))[0] > 0:
                    cells.append(self._again(held, len(cells)))
                text = self._cell(blocks, depth)
                for offset in range(max(1, across)):
                    if down > 1:
                        held[len(cells)] = (down - 1, "" if offset else text)
                    cells.append("" if offset else text)
            while len(cells) < width and held.get(len(cells), (0, ""))[0] > 0:
                cells.append(self._again(held, len(cells)))
            grid.append(cells)
        return grid

    @staticmethod
    def _again(held: dict[int, tuple[int, str]], place: int) -> str:
        rows, text = held[place]
        held[place] = (rows - 1, text)
        # A note is said once; the second mention would be of the same one, which is as it should be.
        return text

    def _cell(self, blocks: Sequence[Node], depth: int) -> str:
        texts = []
        for block in blocks:
            match block["t"]:
                case "Para" | "Plain":
                    texts.append(self._line(block["c"], in_one_line=True))
                case "BulletList" | "OrderedList" if depth < _DEEPEST:
                    items = block["c"] if block["t"] == "BulletList" else block["c"][1]
                    texts += [self._cell(item, depth + 1) for item in items]
                case _:
                    texts.append(" ".join(self._words([block])))
        return BETWEEN_PARAGRAPHS_OF_A_CELL.join(filter(None, texts)).replace("|", "\\|").replace("\n", " ")

    def _words(self, nodes: Iterable[Any]) -> Iterator[str]:
        return (escaped(text) for text in _texts(nodes))

    def _line(self, inlines: Iterable[Node], *, in_one_line: bool = False) -> str:
        text = "".join(self._inline(one) for one in _joined(inlines)).strip(" \n")
        text = text.removesuffix("\\\n").strip(" ")
        return text.replace("\\\n", " ") if in_one_line else text

    def _inline(self, node: Node) -> str:  # noqa: C901, PLR0912 - one case for each part of the tree
        inside: Any = node.get("c")
        match node["t"]:
            case "Str":
                return escaped(inside)
            case "Space" | "SoftBreak":
                return " "
            case "LineBreak":
                return "\\\n"
            case "Emph" | "Strong" | "Strikeout":
                return _dressed(self._inside(inside), _MARKS[node["t"]])
            case "Superscript" | "Subscript":
                return raised(self._inside(inside), node["t"])
            case "Underline" | "SmallCaps":
                return self._inside(inside)
            case "Span":
                return self._inside(inside[1])
            case "Quoted":
                mark = "”" if inside[0]["t"] == "DoubleQuote" else "’"
                return f"{mark}{self._inside(inside[1])}{mark}"
            case "Cite":
                return self._inside(inside[1])
            case "Code" | "Math" | "RawInline":
                return as_code(inside[1])
            case "Link":
                words = self._inside(inside[1])
                address = address_of(inside[2][0])
                return f"[{words}]({address})" if address and words.strip() else words
            case "Image":
                self.pictures += 1
                return self._inside(inside[1]) or escaped(inside[2][1])
            case "Note":
                self._notes.append(inside)
                return f"[^{len(self._notes)}]"
        return ""

    def _inside(self, inlines: Iterable[Node]) -> str:
        return "".join(self._inline(one) for one in _joined(inlines))


def _joined(inlines: Iterable[Node]) -> Sequence[Node]:
    """Neighbours of the same weight as one, as Word cuts words at will; a mere string of letters too."""
    found: list[dict[str, Any]] = []
    for one in inlines:
        before = found[-1] if found else None
        if before and before["t"] == one["t"] and one["t"] in {*_MARKS, *_RAISED, "Str"}:
            found[-1] = {"t": one["t"], "c": before["c"] + one["c"]}
        else:
            found.append(dict(one))
    return found


def _texts(nodes: Any) -> Iterator[str]:
    """Every string below, whatever it lies in."""
    waiting = [nodes]
    while waiting:
        match waiting.pop():
            case {"t": "Str", "c": text}:
                yield text
            case {"t": "Code" | "CodeBlock" | "Math" | "RawInline" | "RawBlock", "c": [_, text]}:
                yield text
            case {"t": "Note" | _, "c": inside}:
                waiting.append(inside)
            case list(inside):
                waiting += reversed(inside)


def _dressed(text: str, mark: str) -> str:
    """The marks stand against the words, the spaces outside; nothing is dressed twice over a line's break."""
    bare = text.strip(" \n\\") if text.strip(" \n\\") else ""
    if not bare or bare.startswith("[^") or "\\\n" in bare:
        return text
    start = text.index(bare)
    bare = text[start : start + len(bare)]
    while text[start + len(bare) : start + len(bare) + 1] == "\\" and bare.endswith("\\"):
        bare += "\\"
    return f"{text[:start]}{mark}{bare}{mark}{text[start + len(bare) :]}"


def _listed(paragraph: str) -> str:
    """A line with a dot typed before it is a point of a list."""
    return _DOT.sub("- ", paragraph, count=1) if "\n" not in paragraph else paragraph


def _unstarred(label: str) -> str:
    return label.replace("**", "")


def _is_a_body(row: Any) -> bool:
    """Whether a first row that is not marked as the head is none: some cell of it is empty or long."""
    lengths = [sum(map(len, _texts(cell[4]))) for cell in row[1]]
    return not all(lengths) or max(lengths) > 60


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(others + line if line else "" for line in lines[1:])])


def _tight(text: str) -> str:
    return re.sub(r"\n\n(?=[ ]*(?:[-*+]|\d+[.)]) )", "\n", text)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _fenced(text: str) -> str:
    ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"{fence}\n{text}\n{fence}"
