"""The parts of a file as they are shown: its sections, and the tables and lists in them whose rows may stand by themselves.

Each has a key that stays the same however the choices are made, so that choices can be kept by it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from roadmaps.bringing_in.chunks import Chunk, Cut, cut
from roadmaps.bringing_in.kind_words import without_number
from roadmaps.foundation.prose import plain

MOST_SECTIONS = 400
_MENTION = re.compile(r"\[\^([^\]\s]{1,60})\]")
_NAMED = re.compile(r"\[([^\[\]^]{1,200})\](?!\()")


@dataclass(frozen=True)
class Point:
    """A row of a table or an item of a list. A row has cells under heads, an item its text."""

    key: str
    text: str = ""
    cells: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Group:
    """A table or a list, whose points may stay in the text or become blocks of their own."""

    key: str
    chunk: Chunk
    points: Sequence[Point]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it up to the next. `words` is the heading without the number typed before it."""

    key: str
    level: int
    heading: str
    number: str
    words: str
    parts: Sequence[Chunk | Group]

    @property
    def groups(self) -> Sequence[Group]:
        """Its tables and lists."""
        return [part for part in self.parts if isinstance(part, Group)]

    def text_without(self, keys: frozenset[str] | set[str]) -> str:
        """What is said under the heading, without the tables and lists whose points stand by themselves."""
        kept = [part.chunk if isinstance(part, Group) else part for part in self.parts if _key(part) not in keys]
        return "\n\n".join(chunk.text for chunk in kept)


@dataclass(frozen=True)
class Outline:
    """A whole file. Notes and named addresses go with the text that mentions them."""

    sections: Sequence[Section]
    notes: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    def with_notes(self, text: str) -> str:
        """The text, with every note that it mentions under it, and those that these mention."""
        added: list[str] = []
        waiting = [text]
        while waiting:
            said = waiting.pop()
            for name in dict.fromkeys(_MENTION.findall(said)):
                if name in self.notes and self.notes[name] not in added:
                    added.append(self.notes[name])
                    waiting.append(self.notes[name])
            for name in dict.fromkeys(one.casefold() for one in _NAMED.findall(said)):
                if name in self.named and self.named[name] not in added:
                    added.append(self.named[name])
        return "\n\n".join([text, *added]).strip()

    @cached_property
    def unmentioned(self) -> Sequence[str]:
        """Notes and addresses that no text mentions."""
        said = "\n".join(
            "\n".join([section.heading, section.text_without(set())]) for section in self.sections
        )  # what stands in tables and lists is part of it
        there = self.with_notes(said)
        return [one for one in (*self.notes.values(), *self.named.values()) if one not in there]


def outline_of(text: str) -> Outline:
    """The file in its parts."""
    found = cut(text)
    return Outline(list(_sections(found)), found.notes, found.named)


def _sections(found: Cut) -> Iterator[Section]:
    deepest = _deepest_kept(found.chunks)
    number, heading, level = 0, "", 0
    held: list[Chunk] = []
    for chunk in found.chunks:
        if chunk.sort == "heading" and chunk.level <= deepest:
            if heading or held:
                yield _section(number, level, heading, held)
                number += 1
            heading, level, held = chunk.text, chunk.level, []
        else:
            is_low = chunk.sort == "heading"
            held.append(Chunk("text", f"{'#' * chunk.level} {chunk.text}") if is_low else chunk)
    if heading or held:
        yield _section(number, level, heading, held)


def _deepest_kept(chunks: Sequence[Chunk]) -> int:
    """In a file of very many headings the lowest stay in the text."""
    levels = [chunk.level for chunk in chunks if chunk.sort == "heading"]
    return max((deep for deep in range(1, 7) if sum(one <= deep for one in levels) <= MOST_SECTIONS), default=0)


def _section(number: int, level: int, heading: str, chunks: Sequence[Chunk]) -> Section:
    key = f"s{number}"
    typed, words = without_number(heading)
    parts = [_group(f"{key}-{place}", chunk) or chunk for place, chunk in enumerate(chunks)]
    return Section(key, level, heading, typed.replace("\\", ""), plain(_MENTION.sub("", words)), parts)


def _group(key: str, chunk: Chunk) -> Group | None:
    if chunk.sort == "list":
        return Group(key, chunk, [Point(f"{key}-{place}", text) for place, text in enumerate(chunk.items) if text])
    if chunk.sort != "table" or len(chunk.rows) < 2:
        return None
    heads = chunk.rows[0]
    points = [
        Point(f"{key}-{place}", cells=_headed(heads, row))
        for place, row in enumerate(chunk.rows[1:])
        if any(cell.strip() for cell in row)
    ]
    return Group(key, chunk, points)


def _headed(heads: Sequence[str], row: Sequence[str]) -> list[tuple[str, str]]:
    padded = [*heads, *("" for _ in range(len(row) - len(heads)))]
    return [(plain(head), cell) for head, cell in zip(padded, row, strict=False)]


def _key(part: Chunk | Group) -> str:
    return part.key if isinstance(part, Group) else ""
