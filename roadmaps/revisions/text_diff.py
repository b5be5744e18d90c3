"""What changed between two texts, for people: lines first, then words within the lines that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from roadmaps.foundation.tokens import edits, is_word, similarity, words_of
from roadmaps.foundation.word_changes import word_changes
from roadmaps.revisions.line_pairs import ALIKE, are_alike, line_pairs

Op = Literal["same", "added", "removed"]
# Where lines were split, joined or wrapped anew, so much more stays the same across the lines than line by line.
REWRAPPED = 0.15
LONGEST_WORD_END = 20


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both have, or only the newer (added), or only the older (removed)."""

    op: Op
    text: str


def diff_words(old: str, new: str) -> list[Piece]:
    """The pieces in order. Same and removed pieces joined are the old text; same and added ones the new."""
    old_lines, new_lines = _lines(old), _lines(new)
    pieces: list[Piece] = []
    at = 0
    for o1, o2, n1, n2 in edits(old_lines, new_lines):
        pieces.append(Piece("same", "".join(old_lines[at:o1])))
        pieces += _within(old_lines[o1:o2], new_lines[n1:n2])
        at = o2
    pieces.append(Piece("same", "".join(old_lines[at:])))
    return _joined(pieces)


def fold(pieces: Sequence[Piece], *, context: int = 120) -> list[Piece | None]:
    """The pieces with long unchanged stretches cut down to what surrounds the changes; None stands for what is left out."""
    folded: list[Piece | None] = []
    for index, piece in enumerate(pieces):
        if piece.op != "same" or len(piece.text) <= 2 * (context + LONGEST_WORD_END):
            folded.append(piece)
            continue
        if index and context:
            folded.append(Piece("same", piece.text[: context + _rest_of_word(piece.text[context:])]))
        folded.append(None)
        if index + 1 < len(pieces) and context:
            start = len(piece.text) - context
            folded.append(Piece("same", piece.text[start - _rest_of_word(piece.text[start - 1 :: -1]) :]))
    return folded


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _within(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """Changed lines: each reworded one by its words, the others as a whole."""
    if not old or not new:
        return _replaced(old, new)
    if len(old) == len(new) == 1:
        return _by_words(old[0], new[0]) if are_alike(old[0], new[0]) else _replaced(old, new)
    found = line_pairs(old, new)
    alike = similarity(words_of("".join(old)), words_of("".join(new)))
    if alike >= ALIKE and alike - found.shared > REWRAPPED:
        return _by_words("".join(old), "".join(new))
    pieces: list[Piece] = []
    o_at = n_at = 0
    for o, n in found.pairs:
        pieces += _replaced(old[o_at:o], new[n_at:n])
        pieces += _by_words(old[o], new[n])
        o_at, n_at = o + 1, n + 1
    return pieces + _replaced(old[o_at:], new[n_at:])


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    return [Piece("removed", "".join(old)), Piece("added", "".join(new))]


def _by_words(old: str, new: str) -> list[Piece]:
    old_words, new_words = words_of(old), words_of(new)
    pieces: list[Piece] = []
    at = 0
    for o1, o2, n1, n2 in word_changes(old_words, new_words):
        pieces.append(Piece("same", "".join(old_words[at:o1])))
        pieces += _replaced(old_words[o1:o2], new_words[n1:n2])
        at = o2
    pieces.append(Piece("same", "".join(old_words[at:])))
    return pieces


def _rest_of_word(text: str) -> int:
    """How many characters of a word the text begins with; what is longer than a word is cut."""
    for index, sign in enumerate(text[:LONGEST_WORD_END]):
        if not is_word(sign):
            return index
    return min(len(text), LONGEST_WORD_END)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    told = groupby((piece for piece in pieces if piece.text), key=lambda one: one.op)
    return [Piece(op, "".join(piece.text for piece in group)) for op, group in told]
