"""The single changes within a changed text, so that some can be accepted and others not. No session."""

from collections.abc import Collection
from dataclasses import dataclass

from roadmaps.revisions.text_diff import Piece, diff_words


@dataclass(frozen=True)
class Hunk:
    """One place where the texts differ: what goes and what comes. `number` counts from 0 in reading order."""

    number: int
    removed: str
    added: str


def pieces_with_hunks(old: str, new: str) -> list[Piece | Hunk]:
    """The texts as one: stretches that both have, and hunks where they differ, in reading order."""
    found: list[Piece | Hunk] = []
    removed = added = ""
    number = 0
    for piece in [*diff_words(old, new), Piece("same", "")]:
        if piece.op == "removed":
            removed += piece.text
        elif piece.op == "added":
            added += piece.text
        else:
            if removed or added:
                found.append(Hunk(number, removed, added))
                number, removed, added = number + 1, "", ""
            if piece.text:
                found.append(piece)
    return found


def hunks_of(old: str, new: str) -> list[Hunk]:
    """Only the places where the texts differ."""
    return [one for one in pieces_with_hunks(old, new) if isinstance(one, Hunk)]


def with_some(old: str, new: str, chosen: Collection[int]) -> str:
    """The old text with the chosen hunks carried out; with all of them it is the new text."""
    return "".join(_text(one, chosen) for one in pieces_with_hunks(old, new))


def _text(one: Piece | Hunk, chosen: Collection[int]) -> str:
    if isinstance(one, Piece):
        return one.text
    return one.added if one.number in chosen else one.removed
