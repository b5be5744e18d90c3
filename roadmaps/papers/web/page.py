"""What must be known of the whole paper while its page is written: places, numbers, notes and remarks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date

from roadmaps.foundation.clock import day_of
from roadmaps.papers import words as said
from roadmaps.papers.reading import within
from roadmaps.papers.tree import (
    Align,
    Block,
    Blocks,
    Cell,
    Column,
    Figure,
    Footnote,
    Listing,
    Paper,
    Paragraph,
    Remark,
    Section,
    Table,
)
from roadmaps.papers.words import Words

DEEPEST = 6
MOST_ENTRIES = 80
_RESERVED = ("contents", "notes")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    section: Section
    anchor: str
    entries: Sequence["Entry"]


class Page:
    """One paper on its way to HTML, which is written from its beginning to its end."""

    def __init__(self, paper: Paper, words: Words) -> None:
        self.words = words
        self._identity = paper.identity
        self._anchors = _anchors(paper.chapters)
        self._places = set(self._anchors.values())
        self._written: set[str] = set()
        self.entries = self._listed(paper.chapters)
        self.notes: list[Footnote] = []
        self._remarks = self._figures = self._tables = 0
        self._waiting: list[tuple[int, Remark]] = []

    def say(self, message: str, /, **values: object) -> str:
        """What the format says by itself, in the language of the paper."""
        return self.words.say(message, **values)

    def metadata(self) -> Iterator[tuple[str, str]]:
        """What the file tells programs of itself, by the names that they know."""
        about = self._identity
        told = {
            "author": about.creator,
            "description": about.subject,
            "keywords": ", ".join(about.keywords),
            "dcterms.identifier": about.registry_number,
            "dcterms.modified": about.made_at.isoformat(),
            "dcterms.issued": about.decided_on.isoformat() if about.decided_on else "",
            "dcterms.hasVersion": about.version,
        }
        yield from ((name, content) for name, content in told.items() if content)

    # --- places ---

    def place(self, part: Section | Table | Figure) -> str:
        """The name of the place where the part is written now, unlike all others."""
        name = self._anchors.get(id(part), "")
        if not name or name in self._written:
            name = f"place-{len(self._anchors) + len(self._written)}"
        self._written.add(name)
        return name

    def leads(self, address: str) -> str:
        """The address, if it is one of the web or a place in this paper."""
        is_here = address.startswith("#") and address[1:] in self._places
        return address if is_here or _ADDRESS.fullmatch(address) else ""

    def tag(self, depth: int) -> str:
        """The element of a heading that lies so deep; 1 is that of the whole."""
        return f"h{min(depth, DEEPEST)}"

    def _listed(self, chapters: Sequence[Section]) -> Sequence[Entry]:
        """Chapters with their sections, or without where these would make the contents long."""
        entries = list(self._entries(chapters, 2))
        if sum(1 + len(entry.entries) for entry in entries) > MOST_ENTRIES:
            return [Entry(entry.section, entry.anchor, ()) for entry in entries]
        return entries

    def _entries(self, blocks: Blocks, levels: int) -> Iterator[Entry]:
        for one in blocks if levels else ():
            if isinstance(one, Section) and one.is_listed:
                yield Entry(one, self._anchors[id(one)], tuple(self._entries(one.inside, levels - 1)))

    # --- shapes ---

    def is_tight(self, inside: Blocks) -> bool:
        """Whether it is one paragraph, with no more than lists after it."""
        return (
            bool(inside)
            and isinstance(inside[0], Paragraph)
            and inside[0].style == "plain"
            and all(isinstance(one, Listing) for one in inside[1:])
        )

    def aligned(self, row: Sequence[Cell], columns: Sequence[Column]) -> Iterator[tuple[Cell, Align]]:
        """The cells of a row, each with the side that its column keeps to."""
        place = 0
        for cell in row:
            yield cell, columns[place].align if place < len(columns) else "left"
            place += cell.span

    # --- numbers ---

    def name_figure(self) -> str:
        """What the next figure is called."""
        self._figures += 1
        return self.say(said.FIGURE, number=self._figures)

    def name_table(self) -> str:
        """What the next table is called."""
        self._tables += 1
        return self.say(said.TABLE, number=self._tables)

    # --- what stands beside the text ---

    def note(self, note: Footnote) -> int:
        """The number of a note, whose words follow at the end."""
        self.notes.append(note)
        return len(self.notes)

    def remark(self, remark: Remark) -> int:
        """The number of a remark, whose words follow after the block in which it stands."""
        self._remarks += 1
        self._waiting.append((self._remarks, remark))
        return self._remarks

    def take_remarks(self) -> list[tuple[int, Remark]]:
        """Those that wait."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def day(self, at: datetime) -> str:
        """The day in words."""
        return str(format_date(day_of(at), "d MMMM y", locale=self.words.language))


def _anchors(chapters: Sequence[Section]) -> dict[int, str]:
    """By the part: the anchor that its maker gave it, or a number; the first keeps it where two have the same."""
    found: dict[int, str] = {}
    taken = set(_RESERVED)
    for number, part in enumerate(_with_places(chapters), 1):
        name = part.anchor if part.anchor and part.anchor not in taken else f"place-{number}"
        taken.add(name)
        found[id(part)] = name
    return found


def _with_places(blocks: Iterable[Block]) -> Iterator[Section | Table | Figure]:
    for block in blocks:
        if isinstance(block, Section | Table | Figure):
            yield block
        yield from _with_places(within(block))
