"""Cutting a text into the pieces that are compared, and comparing them: lines, and words with what stands between."""

import re
from collections.abc import Hashable, Sequence
from itertools import accumulate
from typing import TypeVar

from rapidfuzz.distance import Indel

# Signs stay together, so that a family of joined emoji or a Markdown mark is never cut in two.
_WORD = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]+")
# The search for the fewest edits keeps one bit for every pair of items: so many bits are 25 MB.
MOST_PAIRS = 200_000_000
H = TypeVar("H", bound=Hashable)
Run = tuple[int, int, int, int]


def lines_of(text: str) -> list[str]:
    """The lines without their line feeds. Only LF ends a line; an empty text has none."""
    if not text:
        return []
    return text.removesuffix("\n").split("\n")


def words_of(text: str) -> list[str]:
    """Words, white space and signs; joined they are the text."""
    return _WORD.findall(text)


def is_word(token: str) -> bool:
    """Whether the token is a word or a number, rather than space or signs."""
    return token[:1].isalnum() or token[:1] == "_"


def positions(tokens: Sequence[str]) -> list[int]:
    """At which character each token begins, and where the last one ends."""
    return [0, *accumulate(len(token) for token in tokens)]


def similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """How much the tokens share, from 0 to 1. Any two sentences share their spaces, so those do not count."""
    return Indel.normalized_similarity(*_numbered(*([token for token in side if token.strip()] for side in (old, new))))


def edits(old: Sequence[H], new: Sequence[H]) -> list[Run]:
    """The deletions and insertions that make one sequence the other, as runs of (old from, to, new from, to).

    They are the fewest there are, unless the sequences are so long that the search would take all memory; then
    stretches are compared first, and single items only within those that differ.
    """
    old_ids, new_ids = _numbered(old, new)
    if len(old_ids) * len(new_ids) <= MOST_PAIRS:
        return _fewest(old_ids, new_ids)
    old_stretches, new_stretches = _stretches(old_ids), _stretches(new_ids)
    old_at, new_at = ([0, *accumulate(len(one) for one in side)] for side in (old_stretches, new_stretches))
    runs: list[Run] = []
    for o1, o2, n1, n2 in _bounded(*_numbered(old_stretches, new_stretches)):
        o, n = old_at[o1], new_at[n1]
        within = _bounded(old_ids[o : old_at[o2]], new_ids[n : new_at[n2]])
        runs += [(o + i1, o + i2, n + j1, n + j2) for i1, i2, j1, j2 in within]
    return runs


def slid(runs: Sequence[Run], old: Sequence[H], new: Sequence[H], *, down: bool) -> list[Run]:
    """The same edits, with what was only put in or only taken out told as far up, or down, as it may be told.

    An inserted paragraph is its lines and the empty line before it, or just as well the empty line after it.
    """
    told: list[Run] = []
    for index, (o1, o2, n1, n2) in enumerate(runs):
        side, start, end = (new, n1, n2) if o1 == o2 else (old, o1, o2)
        by = 0
        if down and (o1 == o2 or n1 == n2):
            most = (runs[index + 1][0] if index + 1 < len(runs) else len(old)) - o2
            while by < most and side[start + by] == side[end + by]:
                by += 1
        elif o1 == o2 or n1 == n2:
            most = o1 - (told[-1][1] if told else 0)
            while -by < most and side[start + by - 1] == side[end + by - 1]:
                by -= 1
        told.append((o1 + by, o2 + by, n1 + by, n2 + by))
    return told


def _numbered(old: Sequence[H], new: Sequence[H]) -> tuple[list[int], list[int]]:
    """The items as small numbers, equal ones alike."""
    ids: dict[H, int] = {}
    return [ids.setdefault(one, len(ids)) for one in old], [ids.setdefault(one, len(ids)) for one in new]


def _stretches(ids: Sequence[int]) -> list[tuple[int, ...]]:
    """The sequence cut where its own items say, so that an edit moves no cut but those beside it."""
    ends = [index + 1 for index, one in enumerate(ids) if one % 32 == 31]
    return [tuple(ids[start:end]) for start, end in zip([0, *ends], [*ends, len(ids)], strict=True)]


def _bounded(old: Sequence[int], new: Sequence[int]) -> list[Run]:
    """The fewest edits, or everything taken away and put there where that would take too much to find out."""
    if len(old) * len(new) <= MOST_PAIRS:
        return _fewest(old, new)
    return [(0, len(old), 0, len(new))]


def _fewest(old: Sequence[int], new: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            continue
        run = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if runs and runs[-1][1] == run[0] and runs[-1][3] == run[2]:
            runs[-1] = (runs[-1][0], run[1], runs[-1][2], run[3])
        else:
            runs.append(run)
    return runs
