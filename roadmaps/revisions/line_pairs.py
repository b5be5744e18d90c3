"""Which lines of an older and a newer stretch are the same line reworded."""

from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.foundation.tokens import similarity, words_of

# Lines that share less than this are two lines, one taken away and one put there, and not a mosaic of words.
ALIKE = 0.4
# Every line is held against every other; longer stretches are left unpaired.
MOST_COMPARED = 900


@dataclass(frozen=True)
class LinePairs:
    """Pairs of (old line, new line) in the order of both, and how much the stretches share by them, from 0 to 1."""

    pairs: tuple[tuple[int, int], ...] = ()
    shared: float = 0.0


def line_pairs(old: Sequence[str], new: Sequence[str]) -> LinePairs:
    """The pairs, none of them crossing, by which the most words stay."""
    if len(old) * len(new) > MOST_COMPARED:
        return LinePairs()
    old_words, new_words = ([_said(line) for line in side] for side in (old, new))
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(new) + 1)]
    for o, gone in enumerate(old_words):
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
        for n, come in enumerate(new_words):
            choices = [best[o][n + 1], row[n]]
            alike = similarity(gone, come) if gone and come else 0.0
            if alike >= ALIKE:
                weight, pairs = best[o][n]
                choices.append((weight + alike * (len(gone) + len(come)), (*pairs, (o, n))))
            row.append(max(choices, key=lambda choice: choice[0]))
        best.append(row)
    weight, pairs = best[-1][-1]
    return LinePairs(pairs, weight / max(1, sum(map(len, old_words)) + sum(map(len, new_words))))


def are_alike(old: str, new: str) -> bool:
    """Whether one line is the other reworded; two empty ones are."""
    return similarity(words_of(old), words_of(new)) >= ALIKE


def _said(line: str) -> list[str]:
    return [token for token in words_of(line) if token.strip()]
