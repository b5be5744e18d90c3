"""A paper as Markdown: plain text to go on writing with, which reads the same in this site and elsewhere.

Changes are marked as editors do who work with plain text: {++came++} and {--went--}. Remarks follow as quotes. Places
within the paper have no address in Markdown, so that what leads there is words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from babel.dates import format_date

from roadmaps.foundation.clock import day_of
from roadmaps.papers import tree
from roadmaps.papers import words as said
from roadmaps.papers.incoming.escaping import address_of, as_code, escaped, guarded, raised
from roadmaps.papers.reading import text_of
from roadmaps.papers.words import Words

_DEEPEST = 6
_MARKS = {"strong": "**", "emphasis": "*", "struck": "~~"}
_CHANGES = {"inserted": ("{++", "++}"), "deleted": ("{--", "--}")}
_RULES = {"left": "---", "center": ":-:", "right": "--:"}
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def write(paper: tree.Paper, words: Words) -> bytes:
    """The text, in UTF-8."""
    parts = [part.rstrip() for part in _Writer(words).whole(paper)]
    return ("\n\n".join(part for part in parts if part.strip()) + "\n").encode()


class _Writer:
    """One paper on its way to text."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._notes: list[tree.Footnote] = []
        self._waiting: list[tuple[int, tree.Remark]] = []
        self._remarks = self._figures = self._tables = 0

    def whole(self, paper: tree.Paper) -> Iterator[str]:
        cover = paper.cover
        yield guarded(_plain(cover.eyebrow))
        yield f"# {_plain(cover.title)}"
        yield guarded(_plain(cover.subtitle))
        facts = [tree.Fact((tree.Text(label),), (tree.Paragraph(value),)) for label, value in cover.facts]
        badge = [tree.Paragraph((cover.badge,))] if cover.badge else []
        publisher = tree.Paragraph((tree.Text(cover.publisher),))
        yield from self.blocks((*badge, publisher, *([tree.Facts(facts)] if facts else [])), 2)
        chapters = list(self.blocks(paper.chapters, 2))
        if any(mark in part for part in chapters for mark, _ in _CHANGES.values()):
            signs = {"inserted": said.INSERTED, "deleted": said.DELETED}
            yield " ".join(self._words.say(signs[how]).join(_CHANGES[how]) for how in signs)
        yield from chapters
        if paper.colophon:
            yield "---"
            yield from self.blocks(paper.colophon, 2)
        yield guarded(_plain(paper.foot))
        yield from self._told_notes()

    def blocks(self, blocks: Iterable[tree.Block], depth: int, *, is_within: bool = False) -> Iterator[str]:
        """Each block as lines; an empty line stands between two. `depth` is that of a heading there."""
        found = list(blocks)
        turn = False
        for before, block in pairwise([None, *found]):
            assert block is not None
            # Two lists of one sort that follow each other stay two by another sign.
            turn = _is_same_list(before, block) and not turn
            yield from self._block(block, depth, turn=turn)
            if not is_within:
                yield from self._told_remarks()

    def _block(self, block: tree.Block, depth: int, *, turn: bool) -> Iterator[str]:
        match block:
            case tree.Paragraph(inside):
                yield guarded(self.line(inside).removesuffix("\\\n"))
            case tree.Heading(inside, rank):
                yield self._heading(inside, depth + rank - 1)
            case tree.Listing():
                yield self._listing(block, depth, turn=turn)
            case tree.Quote(inside):
                yield _prefixed(self._joined(inside, depth), "> ", "> ")
            case tree.CodeBlock(text):
                fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text)), 3)
                yield f"{fence}\n{text}\n{fence}"
            case tree.Rule():
                yield "---"
            case tree.Callout(title, inside):
                body = "\n\n".join(filter(None, (f"**{_plain(title)}**", self._joined(inside, depth))))
                yield _prefixed(body, "> ", "> ")
            case _:
                yield from self._large_block(block, depth)

    def _large_block(self, block: tree.Block, depth: int) -> Iterator[str]:
        match block:
            case tree.Facts(entries):
                yield "\n".join(self._fact(fact, depth) for fact in entries)
            case tree.Tiles(tiles):
                yield "\n".join(f"- **{_plain(one.number)}** {_plain(one.label)}" for one in tiles)
            case tree.Table():
                yield from self._table(block)
            case tree.Figure():
                self._figures += 1
                yield f"**{self._words.say(said.FIGURE, number=self._figures)}.** {_plain(block.caption)}"
                yield guarded(_plain(block.alt))
                yield from self._table(block.table) if block.table else ()
            case tree.Picture(alt=alt, address=address):
                yield f"![{_plain(alt)}](<{address}>)" if address.startswith("https://") else guarded(_plain(alt))
            case tree.Section():
                yield from self._section(block, depth)

    def _section(self, section: tree.Section, depth: int) -> Iterator[str]:
        marks = [badge.text for badge in section.badges]
        if section.was:
            marks.insert(0, self._words.say(said.INSERTED if section.was == "inserted" else said.DELETED))
        told = f" ({', '.join(marks)})" if marks else ""
        refers = [tree.Remarked(remark, ()) for remark in section.remarks]
        yield self._heading((*section.title, tree.Text(told), *refers), depth)
        yield from self._told_remarks()
        yield from self.blocks(section.inside, depth + 1)

    def _heading(self, inside: tree.Line, depth: int) -> str:
        words = re.sub(r"#(?=#*$)", r"\\#", _flat(self.line(inside)))
        return f"{'#' * min(depth, _DEEPEST)} {words}" if words else ""

    def _listing(self, listing: tree.Listing, depth: int, *, turn: bool) -> str:
        items = []
        for number, item in enumerate(listing.items, listing.start or 0):
            sign = f"{number}{')' if turn else '.'} " if listing.start is not None else "* " if turn else "- "
            task = "" if item.is_done is None else "[x] " if item.is_done else "[ ] "
            items.append(_prefixed(task + self._joined(item.inside, depth), sign, " " * len(sign)))
        is_tight = all(_is_tight(item.inside) for item in listing.items)
        return ("\n" if is_tight else "\n\n").join(items)

    def _fact(self, fact: tree.Fact, depth: int) -> str:
        label = _flat(self.line(fact.label))
        inside = self._joined(fact.inside, depth)
        separator = " " if fact.inside and isinstance(fact.inside[0], tree.Paragraph) else "\n"
        return _prefixed(f"**{label}:**{separator}{inside}".rstrip(), "- ", "  ")

    def _joined(self, inside: tree.Blocks, depth: int) -> str:
        separator = "\n" if _is_tight(inside) else "\n\n"
        return separator.join(part for part in self.blocks(inside, depth, is_within=True) if part.strip())

    # --- tables ---

    def _table(self, table: tree.Table) -> Iterator[str]:
        if table.caption:
            self._tables += 1
            yield f"**{self._words.say(said.TABLE, number=self._tables)}.** {_plain(table.caption)}"
        wide = max([len(table.columns), *(sum(cell.span for cell in row) for row in (*table.head, *table.body))])
        heads = [self._row(row, wide) for row in table.head] or [[""] * wide]
        # Markdown has one row for a head; several become one.
        head = [" – ".join(dict.fromkeys(filter(None, cells))) for cells in zip(*heads, strict=True)]
        sides = [column.align for column in table.columns] + ["left"] * (wide - len(table.columns))
        rows = [self._row(row, wide) for row in table.body]
        if table.has_row_heads:
            rows = [[f"**{first}**" if first else "", *rest] for first, *rest in rows]
        if wide:
            lines = (head, [_RULES[side] for side in sides], *rows)
            yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)

    def _row(self, row: Sequence[tree.Cell], wide: int) -> list[str]:
        cells = [part for cell in row for part in (self._cell(cell.inside), *[""] * (cell.span - 1))]
        return cells + [""] * (wide - len(cells))

    def _cell(self, inside: tree.Blocks) -> str:
        """The blocks of a cell on one line."""
        told = [
            _flat(self.line(one.inside)) if isinstance(one, tree.Paragraph) else _plain(text_of((one,)))
            for one in inside
        ]
        # In code, which knows no escapes, a pipe has been left as it is.
        return re.sub(r"(?<!\\)\|", r"\\|", " · ".join(filter(None, told)))

    # --- lines ---

    def line(self, inside: tree.Line) -> str:
        """Words with marks; a new line is a backslash and a line feed."""
        return "".join(map(self._inline, inside))

    def _inline(self, one: tree.Inline) -> str:
        match one:
            case tree.Text(text) | tree.Badge(text):
                return _plain(text)
            case tree.Code(text):
                return as_code(text)
            case tree.Break():
                return "\\\n"
            case tree.Footnote():
                self._notes.append(one)
                return f"[^{len(self._notes)}]"
            case tree.Remarked(remark, words):
                self._remarks += 1
                self._waiting.append((self._remarks, remark))
                return f"{self.line(words)} ({self._words.say(said.COMMENT, number=self._remarks)})"
            case _:
                return self._marked(one, self.line(one.inside))

    def _marked(self, one: tree.Styled | tree.Spoken | tree.Link | tree.Changed, words: str) -> str:
        # Signs take hold only where they touch words.
        edges = _EDGES.fullmatch(words)
        before, core, after = edges.groups() if edges else ("", words, "")
        match one:
            case tree.Changed(how):
                start, end = _CHANGES[how]
                return f"{start}{words}{end}"
            case tree.Link(address):
                core = f"[{core}]({found})" if core and (found := address_of(address)) else core
            case tree.Styled(("superscript" | "subscript") as style):
                core = raised(core, style.capitalize())
            case tree.Styled(style) if core:
                core = f"{_MARKS[style]}{core}{_MARKS[style]}"
        return f"{before}{core}{after}"

    # --- what stands beside the text ---

    def _told_remarks(self) -> Iterator[str]:
        waiting, self._waiting = self._waiting, []
        for number, remark in waiting:
            name = self._words.say(said.COMMENT, number=number)
            yield _prefixed(f"**{name}.** {self._remark(remark)}", "> ", "> ")

    def _remark(self, remark: tree.Remark) -> str:
        day = format_date(day_of(remark.at), "d MMMM y", locale=self._words.language)
        first, *rest = [guarded(_plain(part)) for part in remark.text.splitlines() if part.strip()] or [""]
        answers = [_prefixed(self._remark(answer), "> ", "> ") for answer in remark.answers]
        return "\n\n".join([f"*{_plain(remark.author)}, {day}:* {first}", *rest, *answers])

    def _told_notes(self) -> Iterator[str]:
        place = 0
        while place < len(self._notes):  # notes may hold notes
            place += 1
            yield _prefixed(self._joined(self._notes[place - 1].inside, _DEEPEST), f"[^{place}]: ", "    ")


def _plain(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def _flat(line: str) -> str:
    return " ".join(line.replace("\\\n", " ").split())


def _prefixed(text: str, first: str, others: str) -> str:
    """The lines of a text, each after something; empty ones only after what is no space."""
    lines = text.split("\n")
    rest = [(others + line).rstrip() if not line else others + line for line in lines[1:]]
    return "\n".join([(first + lines[0]).rstrip() if not lines[0] else first + lines[0], *rest])


def _is_tight(inside: tree.Blocks) -> bool:
    return all(isinstance(one, tree.Paragraph if place == 0 else tree.Listing) for place, one in enumerate(inside))


def _is_same_list(before: tree.Block | None, block: tree.Block) -> bool:
    return (
        isinstance(before, tree.Listing)
        and isinstance(block, tree.Listing)
        and (before.start is None) == (block.start is None)
    )
