"""Cutting a text into the pieces that are compared: lines, and words with what stands between them."""

import re
from collections.abc import Hashable, Sequence
from typing import TypeVar

from rapidfuzz.distance import Indel

# Signs stay together, so that a family of joined emoji or a Markdown mark is never cut in two.
_WORD = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]+")
H = TypeVar("H", bound=Hashable)


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


def edits(old: Sequence[H], new: Sequence[H]) -> list[tuple[int, int, int, int]]:
    """The fewest deletions and insertions that make one sequence the other, as runs of (old from, to, new from, to)."""
    ids: dict[H, int] = {}
    numbers = [[ids.setdefault(item, len(ids)) for item in side] for side in (old, new)]
    runs: list[tuple[int, int, int, int]] = []
    for code in Indel.opcodes(numbers[0], numbers[1]):
        if code.tag == "equal":
            continue
        run = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if runs and runs[-1][1] == run[0] and runs[-1][3] == run[2]:
            runs[-1] = (runs[-1][0], run[1], runs[-1][2], run[3])
        else:
            runs.append(run)
    return runs


def similarity(old: Sequence[H], new: Sequence[H]) -> float:
    """How much the sequences share, from 0 to 1."""
    ids: dict[H, int] = {}
    numbers = [[ids.setdefault(item, len(ids)) for item in side] for side in (old, new)]
    return Indel.normalized_similarity(numbers[0], numbers[1])
