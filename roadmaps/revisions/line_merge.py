"""Merging two changes of one line by words. Marks that make a line a heading, a list item or a table row stay whole."""

import re
from collections.abc import Sequence
from itertools import pairwise

from roadmaps.foundation.tokens import edits, is_word, similarity, words_of

# What makes a line what it is: a heading's signs, a bullet or number, a quote; and the box of a task.
_START = re.compile(r"[ \t]*(?:#{1,6}(?=\s)|[-+*](?=\s)|\d{1,9}[.)](?=\s)|>)?(?:[ \t]*\[[ xX]\](?=\s))?")
_CELL_WALL = re.compile(r"(?<!\\)\|")
# Two sides that have both rewritten a line have written two different sentences; mixing their words helps nobody.
ALIKE_ENOUGH = 0.4
Edit = tuple[int, int, tuple[str, ...]]


def merge_line(base: str, mine: str, theirs: str) -> str | None:
    """The line with both changes in it, or None when they do not go together."""
    if theirs in (mine, base):
        return mine
    if base == mine:
        return theirs
    if any(line.lstrip().startswith("|") for line in (base, mine, theirs)):
        return _merge_row(base, mine, theirs)
    if not _start(base) == _start(mine) == _start(theirs):
        return None
    return _merge_words(words_of(base), words_of(mine), words_of(theirs))


def _merge_row(base: str, mine: str, theirs: str) -> str | None:
    """A table row cell by cell; a row whose columns changed is a conflict, so that no broken table comes out."""
    rows = [_CELL_WALL.split(row) for row in (base, mine, theirs)]
    if len({len(row) for row in rows}) > 1:
        return None
    cells: list[str] = []
    for b, m, t in zip(*rows, strict=True):
        if m != t and b not in (m, t):
            return None
        cells.append(t if b == m else m)
    return "|".join(cells)


def _start(line: str) -> str:
    found = _START.match(line)
    return found.group() if found else ""


def _merge_words(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> str | None:
    if min(similarity(base, mine), similarity(base, theirs)) < ALIKE_ENOUGH:
        return None
    ours, others = _edits(base, mine), _edits(base, theirs)
    together = sorted({*ours, *others})
    for earlier, later in pairwise(together):
        is_same_side = {earlier, later} <= set(ours) or {earlier, later} <= set(others)
        if not is_same_side and not any(is_word(word) for word in base[earlier[1] : later[0]]):
            return None
    merged: list[str] = []
    at = 0
    for start, end, words in together:
        merged += [*base[at:start], *words]
        at = end
    return "".join([*merged, *base[at:]])


def _edits(base: Sequence[str], side: Sequence[str]) -> list[Edit]:
    return [(b1, b2, tuple(side[s1:s2])) for b1, b2, s1, s2 in edits(base, side)]
