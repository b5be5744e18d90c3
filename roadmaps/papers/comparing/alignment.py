"""Which part of the earlier is which of the later: equal ones first, then those that are most alike."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from roadmaps.foundation.tokens import edits

T = TypeVar("T")
Pair = tuple[T | None, T | None]
# Every part of a gap is held against every other; where that would be more, they are told as gone and come.
MOST_COMPARED = 2_500


def aligned(
    before: Sequence[T],
    after: Sequence[T],
    *,
    key: Callable[[T], Hashable],
    likeness: Callable[[T, T], float],
    old_key: Callable[[T], Hashable] | None = None,
) -> Iterator[Pair[T]]:
    """The parts of both in one order: what went stands before what came in its place.

    :param key: parts with the same are the same
    :param likeness: how much two others share; 0 where they cannot be each other
    :param old_key: the key of what is earlier, where it is found in another way
    """
    old_at = new_at = 0
    for o1, o2, n1, n2 in edits([(old_key or key)(one) for one in before], [key(one) for one in after]):
        yield from zip(before[old_at:o1], after[new_at:n1], strict=True)
        yield from _in_gap(before[o1:o2], after[n1:n2], likeness)
        old_at, new_at = o2, n2
    yield from zip(before[old_at:], after[new_at:], strict=True)


def _in_gap(before: Sequence[T], after: Sequence[T], likeness: Callable[[T, T], float]) -> Iterator[Pair[T]]:
    old_at = new_at = 0
    for o, n in _pairs(before, after, likeness):
        yield from ((one, None) for one in before[old_at:o])
        yield from ((None, one) for one in after[new_at:n])
        yield before[o], after[n]
        old_at, new_at = o + 1, n + 1
    yield from ((one, None) for one in before[old_at:])
    yield from ((None, one) for one in after[new_at:])


def _pairs(before: Sequence[T], after: Sequence[T], likeness: Callable[[T, T], float]) -> Sequence[tuple[int, int]]:
    """The pairs, none crossing another, that share the most."""
    if not before or not after or len(before) * len(after) > MOST_COMPARED:
        return ()
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(after) + 1)]
    for o, gone in enumerate(before):
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
        for n, come in enumerate(after):
            choices = [best[o][n + 1], row[n]]
            if weight := likeness(gone, come):
                above, pairs = best[o][n]
                choices.append((above + weight, (*pairs, (o, n))))
            row.append(max(choices, key=lambda choice: choice[0]))
        best.append(row)
    return best[-1][-1][1]
