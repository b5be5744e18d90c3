"""Lines to blocks as CommonMark reads them: lists, quotes, code, headings, tables, notes and paragraphs.

The library's own reader divides a text at its empty lines and asks one processor after another. It nests lists by four
spaces, loses what follows a loose item, and takes ever longer over hostile lines. This one reads line by line, keeps a
stack of the lists and quotes that are open, and looks at each line once for each of them. Marks within a paragraph are
left to the library. Two habits of CommonMark are missing on purpose: HTML is text, and an indented line is not code.
The editor reads by the same rules (``static/src/js/editor/document/markdown``), and ``tests/foundation/prose/editor`` holds both against each other.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableProcessor
from markdown.util import AtomicString, code_escape

from roadmaps.foundation.prose.containers import Container, Item, Items, Marker, Quote, tighten

DEEPEST = 40
_RULE = re.compile(r"([-*_])(?: *\1){2,} *")
_HEADING = re.compile(r"(#{1,6})(?: +|$)(.*)")
_CLOSING_MARKS = re.compile(r"(?:^| )#+ *$")
_UNDERLINE = re.compile(r"(=+|-+) *")
_FENCE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]:(.*)")
_REFERENCE = re.compile(
    r"\[(?!\^)([^\[\]]{1,200})\]: *(?:<([^<>]+)>|(\S+))(?: +(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)))? *"
)
_COLUMNS = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?")


class BlockReader(BlockParser):
    """Takes the place of the library's reader of blocks."""

    notes: FootnoteExtension

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 - the library's name
        """Read a whole text, or the text of one note, into `parent`."""
        _Reading(self, parent).read(text.split("\n"))


@dataclass
class _Code:
    """Code between fences, under way."""

    fence: str
    indent: int
    lines: list[str]

    def ends_with(self, line: str) -> bool:
        mark = line.strip(" ")
        return len(mark) >= len(self.fence) and not mark.strip(self.fence[0])


@dataclass
class _Note:
    """What is said in a footnote, under way; it is read as a text of its own when the page is put together."""

    name: str
    lines: list[str]


class _Reading:
    """One text being read."""

    def __init__(self, reader: BlockReader, parent: Element) -> None:
        self._reader = reader
        self._open = [Container(parent)]
        self._lists: list[Items] = []
        self._words: list[str] = []
        self._leaf: _Code | _Note | None = None
        self._after_blank = False
        self._takes_notes = parent is reader.root

    def read(self, lines: list[str]) -> None:
        """Read all lines."""
        for line in lines:
            self._read_line(line)
        self._end_leaf()
        for items in self._lists:
            if not items.is_loose:
                tighten(items.element)

    def _read_line(self, line: str) -> None:
        rest, depth = self._enter(line)
        if self._goes_on(rest, depth):
            return
        if not rest.strip(" "):
            self._close(depth)
            self._after_blank = True
            return
        rest, reached = self._open_containers(rest, depth)
        self._read_leaf(rest, reached, is_new=reached > depth)
        self._after_blank = False

    def _enter(self, line: str) -> tuple[str, int]:
        """What is left of the line within the lists and quotes that go on in it, and how many of them do."""
        depth = 1
        while depth < len(self._open):
            rest = self._open[depth].enter(line)
            if rest is None:
                break
            line, depth = rest, depth + 1
        return line, depth

    def _goes_on(self, rest: str, depth: int) -> bool:
        """Whether the line belongs to the code or the note under way."""
        if isinstance(self._leaf, _Note):
            indent = len(rest) - len(rest.lstrip(" "))
            is_lazy = bool(self._leaf.lines[-1].strip()) and not _starts_a_block(rest.lstrip(" "))
            if not rest.strip(" ") or indent >= 2 or is_lazy:
                self._leaf.lines.append(rest[min(indent, 4) :])
                return True
            self._end_leaf()
        elif isinstance(self._leaf, _Code) and depth == len(self._open):
            if self._leaf.ends_with(rest):
                self._end_leaf()
            else:
                indent = len(rest) - len(rest.lstrip(" "))
                self._leaf.lines.append(rest[min(indent, self._leaf.indent) :])
            return True
        return False

    def _open_containers(self, rest: str, depth: int) -> tuple[str, int]:
        while len(self._open) < DEEPEST:
            start = rest.lstrip(" ")
            goes_on = bool(self._words) and depth == len(self._open)
            if start.startswith(">"):
                self._begin_block(depth)
                quote = Quote(SubElement(self._open[-1].element, "blockquote"))
                self._open.append(quote)
                rest = start[1:].removeprefix(" ")
            elif not self._is_rule(start, goes_on) and (marker := Marker.of(rest)) and marker.may_begin(goes_on):
                self._open.append(self._item(marker, depth))
                rest = marker.rest
            else:
                break
            depth += 1
        return rest, depth

    @staticmethod
    def _is_rule(start: str, goes_on: bool) -> bool:
        return bool(_RULE.fullmatch(start) or (goes_on and _UNDERLINE.fullmatch(start)))

    def _item(self, marker: Marker, depth: int) -> Item:
        self._close(depth)
        parent = self._open[-1]
        items = parent.items
        if items is None or items.kind != marker.kind:
            self._begin_block(depth)
            items = parent.items = Items(marker.list_element(parent.element), marker.kind)
            self._lists.append(items)
        elif self._after_blank:
            items.is_loose = True
        return Item(SubElement(items.element, "li"), items, marker)

    def _read_leaf(self, rest: str, depth: int, *, is_new: bool) -> None:
        start = rest.strip(" ")
        if not start:
            return
        goes_on = bool(self._words) and depth == len(self._open) and not is_new
        if goes_on and (line := _UNDERLINE.fullmatch(start)):
            self._heading(1 if line.group(1)[0] == "=" else 2, "\n".join(self._words))
        elif heading := _HEADING.fullmatch(start):
            self._begin_block(depth)
            self._heading(len(heading.group(1)), _CLOSING_MARKS.sub("", heading.group(2)))
        elif fence := _FENCE.fullmatch(start):
            self._begin_block(depth)
            self._leaf = _Code(fence.group(1) or fence.group(2), len(rest) - len(rest.lstrip(" ")), [])
        elif _RULE.fullmatch(start):
            self._begin_block(depth)
            SubElement(self._open[-1].element, "hr")
        elif self._takes_notes and depth == 1 and (note := _NOTE.fullmatch(start)):
            self._begin_block(depth)
            self._leaf = _Note(note.group(1), [note.group(2).strip(" ")])
        else:
            if not self._words or is_new:
                self._begin_block(depth)
            self._words.append(rest.lstrip(" "))

    def _heading(self, level: int, words: str) -> None:
        self._words = []
        if words.strip(" "):
            SubElement(self._open[-1].element, f"h{level}").text = words.strip(" ")

    def _begin_block(self, depth: int) -> None:
        """End what came before. A block after an empty line makes the list loose whose item it stands in."""
        self._close(depth)
        parent = self._open[-1]
        if self._after_blank and isinstance(parent, Item) and len(parent.element):
            parent.of.is_loose = True
        parent.items = None

    def _close(self, depth: int) -> None:
        self._end_leaf()
        del self._open[depth:]

    def _end_leaf(self) -> None:
        parent, leaf = self._open[-1].element, self._leaf
        words, self._words, self._leaf = self._words, [], None
        if isinstance(leaf, _Code):
            code = SubElement(SubElement(parent, "pre"), "code")
            code.text = AtomicString(code_escape("\n".join(leaf.lines)) + "\n")
        elif isinstance(leaf, _Note):
            self._reader.notes.footnotes.setdefault(leaf.name, "\n".join(leaf.lines).strip("\n"))
        elif words:
            self._paragraph(parent, words)

    def _paragraph(self, parent: Element, words: list[str]) -> None:
        """Addresses named for links are put aside; a table may follow right after a line of text."""
        while words and (named := _REFERENCE.fullmatch(words[0])):
            name, *found = named.groups()
            address, title = found[0] or found[1], next(filter(None, found[2:]), "")
            self._reader.md.references.setdefault(" ".join(name.split()).lower(), (address, title))
            words = words[1:]
        for line in range(1, len(words)):
            if "|" in words[line] and _COLUMNS.fullmatch(words[line].strip(" ")):
                table = TableProcessor(self._reader, {"use_align_attribute": True})
                if table.test(parent, "\n".join(words[line - 1 : line + 1])):
                    self._paragraph(parent, words[: line - 1])
                    table.run(parent, ["\n".join(words[line - 1 :])])
                    return
        if words:
            SubElement(parent, "p").text = "\n".join(map(_with_break, words)).strip(" ")


def _with_break(line: str) -> str:
    """Two spaces or more at the end of a line break it; one is nothing."""
    words = line.rstrip(" ")
    return words + "  " if len(line) - len(words) >= 2 else words


def _starts_a_block(start: str) -> bool:
    patterns = (_RULE, _HEADING, _FENCE, _NOTE)
    return start.startswith(">") or Marker.of(start) is not None or any(one.fullmatch(start) for one in patterns)
