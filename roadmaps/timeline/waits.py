"""Lines from what must come first to what waits for it, row by row.

Each row is drawn by itself, so that titles may take the room they need and paper may break between any two rows. A line
that crosses rows is therefore told as pieces: for each row, where it goes within that row.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmaps.plan.rows import PlannedActivity
from roadmaps.timeline.bars import Bar

# A line over many rows cannot be followed by the eye; those further apart are told in words only.
MOST_ROWS = 24
GAP = 0.7
Place = tuple[int, Bar]
_UNSEEN = {"open", "beyond"}


@dataclass(frozen=True)
class Piece:
    """A straight piece within one row: x in per cent of the width, y in per cent of the row's height."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_against_time: bool
    has_arrow: bool = False


def starts_too_early(activity: PlannedActivity, before: PlannedActivity) -> bool:
    """Whether the activity surely starts before that is finished which must come first."""
    return activity.start is not None and before.end is not None and activity.start.last < before.end.first


def pieces_of(
    activities: Mapping[UUID, PlannedActivity], places: Mapping[UUID, Place]
) -> Mapping[int, Sequence[Piece]]:
    """The pieces in each row, by the number of the row. Only ends that are shown are joined; circles may be."""
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for key, (row, bar) in places.items():
        for first in activities[key].depends_on:
            before = places.get(first)
            if before is None or first == key or abs(before[0] - row) > MOST_ROWS:
                continue
            # Where one of the two ends is not to be seen there is nothing to draw a line between.
            if before[1].ends in _UNSEEN or bar.begins in _UNSEEN:
                continue
            is_against_time = starts_too_early(activities[key], activities[first])
            for at, piece in _line(before, (row, bar), is_against_time=is_against_time):
                if piece.has_arrow or (piece.x1, piece.y1) != (piece.x2, piece.y2):
                    pieces[at].append(piece)
    return pieces


def _line(before: Place, after: Place, *, is_against_time: bool) -> Iterator[tuple[int, Piece]]:
    (row_from, bar_from), (row_to, bar_to) = before, after
    start, end = bar_from.right, bar_to.x
    is_ahead = end - start >= 2 * GAP
    turn = min(start + (min(GAP, (end - start) / 2) if is_ahead else GAP), 100)
    # Rows lie below each other: 0 is the upper edge of a row and 100 the lower one.
    leaves, comes = (100, 0) if row_to > row_from else (0, 100)

    def piece(x1: float, y1: float, x2: float, y2: float, *, has_arrow: bool = False) -> Piece:
        return Piece(round(x1, 2), y1, round(x2, 2), y2, is_against_time, has_arrow)

    yield row_from, piece(start, 50, turn, 50)
    yield row_from, piece(turn, 50, turn, leaves)
    for row in range(min(row_from, row_to) + 1, max(row_from, row_to)):
        yield row, piece(turn, 0, turn, 100)
    if is_ahead:
        yield row_to, piece(turn, comes, turn, 50)
        yield row_to, piece(turn, 50, end, 50, has_arrow=True)
        return
    # It starts before the other ends: back along the edge of its row, and in from the left.
    side, edge = max(end - GAP, 0), 8 if comes == 0 else 92
    yield row_to, piece(turn, comes, turn, edge)
    yield row_to, piece(turn, edge, side, edge)
    yield row_to, piece(side, edge, side, 50)
    yield row_to, piece(side, 50, end, 50, has_arrow=True)
