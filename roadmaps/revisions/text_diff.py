"""What changed between two texts, for people: lines first, then words within the lines that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from roadmaps.revisions.words import edits, is_word, similarity, words_of

Op = Literal["same", "added", "removed"]
# Lines that share less than this are shown as one taken away and one put there, not as a mosaic of words.
ALIKE = 0.4
LONGEST_ISLAND = 1


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
        if piece.op != "same" or len(piece.text) <= 2 * context + 40:
            folded.append(piece)
            continue
        if index:
            folded.append(Piece("same", piece.text[:context].rsplit(" ", 1)[0]))
        folded.append(None)
        if index + 1 < len(pieces):
            folded.append(Piece("same", piece.text[-context:].split(" ", 1)[-1]))
    return folded


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _within(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """Changed lines, by words where they are alike enough."""
    old_words, new_words = words_of("".join(old)), words_of("".join(new))
    if not old or not new or similarity(old_words, new_words) < ALIKE:
        return [Piece("removed", "".join(old)), Piece("added", "".join(new))]
    pieces: list[Piece] = []
    at = 0
    for o1, o2, n1, n2 in _without_islands(edits(old_words, new_words), old_words):
        pieces.append(Piece("same", "".join(old_words[at:o1])))
        pieces.append(Piece("removed", "".join(old_words[o1:o2])))
        pieces.append(Piece("added", "".join(new_words[n1:n2])))
        at = o2
    pieces.append(Piece("same", "".join(old_words[at:])))
    return pieces


def _without_islands(
    runs: Sequence[tuple[int, int, int, int]], old_words: Sequence[str]
) -> list[tuple[int, int, int, int]]:
    """Changes with nothing but a space or a lone short word between them read better as one change."""
    joined: list[tuple[int, int, int, int]] = []
    for run in runs:
        if joined:
            between = old_words[joined[-1][1] : run[0]]
            words = [word for word in between if is_word(word)]
            if not words or (len(words) <= LONGEST_ISLAND and len("".join(between).strip()) <= 3):
                joined[-1] = (joined[-1][0], run[1], joined[-1][2], run[3])
                continue
        joined.append(run)
    return joined


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    whole = (Piece(op, "".join(piece.text for piece in group)) for op, group in groupby(pieces, key=lambda one: one.op))
    return [piece for piece in whole if piece.text]
