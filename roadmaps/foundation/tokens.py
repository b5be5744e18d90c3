"""Cutting a text into the pieces that are compared, and comparing them: lines, and words with what stands between."""

import re
from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate
from typing import TypeVar

from rapidfuzz.distance import Indel

# Signs stay together, so that a family of joined emoji or a Markdown mark is never cut in two.
_WORD = re.compile(r"[^\W_]+|[^\S\n]+|\n|(?:[^\w\s]|_)+")
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
    return token[:1].isalnum()


def positions(tokens: Sequence[str]) -> list[int]:
    """At which character each token begins, and where the last one ends."""
    return [0, *accumulate(len(token) for token in tokens)]


def similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """How much the tokens share, from 0 to 1. Any two sentences share their spaces, so those do not count."""
    return Indel.normalized_similarity(*_numbered(*([token for token in side if token.strip()] for side in (old, new))))


def edits(old: Sequence[H], new: Sequence[H]) -> list[Run]:
    """The deletions and insertions that make one sequence the other, as runs of (old from, to, new from, to).

    They are the fewest there are, unless the sequences are so long that the search would take all memory; then what
    both begin and end with is left out, stretches of the rest are compared first, and single items only within those
    that differ.
    """
    old_ids, new_ids = _numbered(old, new)
    if len(old_ids) * len(new_ids) <= MOST_PAIRS:
        return _fewest(old_ids, new_ids)
    begin = _alike(old_ids, new_ids)
    old_ids, new_ids = old_ids[begin:], new_ids[begin:]
    end = _alike(old_ids[::-1], new_ids[::-1])
    within = _by_stretches(old_ids[: len(old_ids) - end], new_ids[: len(new_ids) - end])
    return [(begin + o1, begin + o2, begin + n1, begin + n2) for o1, o2, n1, n2 in within]


def _alike(old: Sequence[int], new: Sequence[int]) -> int:
    """How many items both begin with."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _by_stretches(old_ids: Sequence[int], new_ids: Sequence[int]) -> list[Run]:
    old_stretches, new_stretches = _stretches(old_ids), _stretches(new_ids)
    old_at, new_at = ([0, *accumulate(len(one) for one in side)] for side in (old_stretches, new_stretches))
    runs: list[Run] = []
    for o1, o2, n1, n2 in _bounded(*_numbered(old_stretches, new_stretches)):
        o, n = old_at[o1], new_at[n1]
        within = _bounded(old_ids[o : old_at[o2]], new_ids[n : new_at[n2]])
        runs += [(o + i1, o + i2, n + j1, n + j2) for i1, i2, j1, j2 in within]
    return runs


def slid(
    runs: Sequence[Run], old: Sequence[H], new: Sequence[H], *, liking: Callable[[Sequence[H], int, int], int]
) -> list[Run]:
    """The same edits, with what was only put in or only taken out told where it is liked best, or else further down.

    An inserted paragraph is its lines and the empty line before it, or just as well its lines and the empty one after.

    :param liking: how good it is to tell that a sequence's items from here to there were put in or taken out
    """
    told: list[Run] = []
    for index, run in enumerate(runs):
        o1, o2, n1, n2 = run
        if o1 != o2 and n1 != n2:
            told.append(run)
            continue
        side, start, end = (new, n1, n2) if o1 == o2 else (old, o1, o2)
        # Between this change and the next on either side, old and new are the same.
        up = o1 - (told[-1][1] if told else 0)
        down = (runs[index + 1][0] if index + 1 < len(runs) else len(old)) - o2
        ways = _ways_to_tell(side, start, end, up, down)
        by = max((liking(side, at, at + end - start), at) for at in ways)[1] - start
        told.append((o1 + by, o2 + by, n1 + by, n2 + by))
    return told


def _ways_to_tell(side: Sequence[H], start: int, end: int, up: int, down: int) -> range:
    """Where the change may begin: an item that leaves it at one end must be the one that enters at the other."""
    first, last, size = start, start, end - start
    while first > start - up and side[first - 1] == side[first + size - 1]:
        first -= 1
    while last < start + down and side[last] == side[last + size]:
        last += 1
    return range(first, last + 1)


def word_edits(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The edits between two texts in words, whole sentences and lines told as such where that is as true."""
    return slid(edits(old, new), old, new, liking=lambda side, start, end: _seam(side, start) + _seam(side, end))


def _seam(words: Sequence[str], at: int) -> int:
    """How well a text may be cut before this word: between lines, between sentences, between words."""
    if at in {0, len(words)} or words[at - 1] == "\n":
        return 3
    before = words[at - 1]
    if before.isspace() and at > 1:
        return 2 if words[at - 2][-1] in ".!?" else 1
    return 2 if before[-1] in ".!?" and words[at].isspace() else 0


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
