"""Merging two changes of one text: three ways, by lines, then by words within the lines that both changed.

A merge is clean only when both changes survive and do not touch. Whatever cannot be merged so is handed back as a
conflict, with a proposal that has the words of both sides in it: a person decides, and nothing is lost.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from roadmaps.foundation.tokens import edits, lines_of, slid
from roadmaps.revisions.line_merge import merge_line

Lines = list[str]
Telling = Literal["as found", "up", "down"]
TELLINGS: tuple[Telling, ...] = ("up", "down")


@dataclass(frozen=True)
class TextConflict:
    """A stretch that the two sides changed in ways that do not go together."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class MergedText:
    """The stretches of the merged text in order: settled text, or a conflict."""

    regions: tuple[str | TextConflict, ...]

    @property
    def conflicts(self) -> list[TextConflict]:
        """What could not be merged."""
        return [region for region in self.regions if isinstance(region, TextConflict)]

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left for a person to decide."""
        return not self.conflicts

    @property
    def text(self) -> str:
        """The merged text; where there is a conflict, their version and then mine, so that no words are missing."""
        return "".join(region if isinstance(region, str) else region.theirs + region.mine for region in self.regions)


def merge_text(base: str, mine: str, theirs: str) -> MergedText:
    """Merge what became of `base` on two sides."""
    b, m, t = (lines_of(_normal(text)) for text in (base, mine, theirs))
    # A paragraph put in between two others touches the one or the other, as one chooses to tell it: neither in truth.
    merged = _merge(b, m, t, "as found")
    for telling in TELLINGS:
        if not merged.is_clean:
            merged = min(merged, _merge(b, m, t, telling), key=lambda one: len(one.conflicts))
    return merged


def _merge(base: Lines, mine: Lines, theirs: Lines, telling: Telling) -> MergedText:
    regions: list[str | TextConflict] = []
    settled_lines: list[str] = []
    for base_lines, mine_lines, theirs_lines in _chunks(base, mine, theirs, telling):
        settled = _settle(base_lines, mine_lines, theirs_lines)
        if settled is None:
            conflict = TextConflict(_text(base_lines), _text(mine_lines), _text(theirs_lines))
            regions += [_text(settled_lines), conflict]
            settled_lines = []
        else:
            settled_lines += settled
    regions.append(_text(settled_lines))
    return MergedText(tuple(region for region in regions if region != ""))


def _normal(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    text = unicodedata.normalize("NFC", text)
    return text if not text or text.endswith("\n") else text + "\n"


def _text(lines: Sequence[str]) -> str:
    return "".join(line + "\n" for line in lines)


def _chunks(base: Lines, mine: Lines, theirs: Lines, telling: Telling) -> Iterator[tuple[Lines, Lines, Lines]]:
    """The texts cut where all three agree: stretches that are the same, and stretches where at least one differs."""
    matches = _matches(base, mine, telling), _matches(base, theirs, telling)
    at_base = at_mine = at_theirs = 0
    for line, (in_mine, in_theirs) in enumerate(zip(*matches, strict=True)):
        if in_mine is None or in_theirs is None:
            continue
        if (at_base, at_mine, at_theirs) != (line, in_mine, in_theirs):
            yield base[at_base:line], mine[at_mine:in_mine], theirs[at_theirs:in_theirs]
        yield [base[line]], [mine[in_mine]], [theirs[in_theirs]]
        at_base, at_mine, at_theirs = line + 1, in_mine + 1, in_theirs + 1
    rest = base[at_base:], mine[at_mine:], theirs[at_theirs:]
    if any(rest):
        yield rest


def _matches(base: Lines, side: Lines, telling: Telling) -> list[int | None]:
    """For each line of the base, which line of the side it has become, if it is still there."""
    found: list[int | None] = [None] * len(base)
    runs = edits(base, side)
    if telling != "as found":
        way = 1 if telling == "down" else -1
        runs = slid(runs, base, side, liking=lambda _side, start, _end: way * start)
    b = s = 0
    for b1, b2, s1, s2 in [*runs, (len(base), len(base), len(side), len(side))]:
        while b < b1 and s < s1:
            found[b] = s
            b, s = b + 1, s + 1
        b, s = b2, s2
    return found


def _settle(base: Lines, mine: Lines, theirs: Lines) -> Lines | None:
    """The merged lines of one stretch, or None when it is a conflict."""
    if theirs in (mine, base):
        return mine
    if base == mine:
        return theirs
    if not len(base) == len(mine) == len(theirs):
        return None
    merged = [merge_line(*lines) for lines in zip(base, mine, theirs, strict=True)]
    settled = [line for line in merged if line is not None]
    return settled if len(settled) == len(merged) else None
