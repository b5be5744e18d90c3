"""Where everything lies on a timeline: groups, rows, bars, milestones, lines between them, and today.

Pure: activities in, frozen places out, in per cent of the width. How it is drawn is for whoever draws it, be it a page or
a file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from roadmaps.foundation.partial_dates import PartialDate
from roadmaps.foundation.sentences import Sentence
from roadmaps.plan.rows import PlannedActivity
from roadmaps.timeline.bars import Bar, Mark, bar_of, marks_of, span_of
from roadmaps.timeline.groups import Heading, grouped
from roadmaps.timeline.look import Look
from roadmaps.timeline.waits import Piece, pieces_of, starts_too_early
from roadmaps.timeline.windows import Tick, Window, window_of
from roadmaps.timeline.words import spoken


@dataclass(frozen=True)
class Row:
    """One activity. `waits_for` is what must come first, each with whether it surely ends too late for this one."""

    activity: PlannedActivity
    bar: Bar
    marks: Sequence[Mark]
    pieces: Sequence[Piece]
    waits_for: Sequence[tuple[PlannedActivity, bool]]

    @property
    def spoken(self) -> Sentence:
        """The bar in one sentence."""
        return spoken(self.activity)


@dataclass(frozen=True)
class Group:
    """Rows under a heading; `pieces` are the lines that cross the heading."""

    heading: Heading
    rows: Sequence[Row]
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Chart:
    """The whole drawing.

    `today` is None where the window does not hold it; `elsewhere` counts the activities that lie before or after it,
    and `undated` are those that nobody has given any date.
    """

    window: Window
    ticks: Sequence[Tick]
    today: float | None
    groups: Sequence[Group]
    undated: Sequence[PlannedActivity]
    elsewhere: int

    @property
    def rows(self) -> list[Row]:
        """Every row, from the top."""
        return [row for group in self.groups for row in group.rows]


def draw(
    activities: Sequence[PlannedActivity],
    look: Look,
    today: date,
    *,
    known: Iterable[PlannedActivity] = (),
    goals: Sequence[UUID] = (),
) -> Chart:
    """Lay the activities out.

    :param known: the activities of the whole plan, so that what these wait for can be named also when it is not shown
    :param goals: the order in which the plan's goals are read
    """
    window = window_of(look, _dates(activities), today)
    by_id = {one.id: one for one in (*known, *activities)}
    bars = {one.id: bar_of(one.start, one.end, window) for one in activities}
    shown = [one for one in activities if bars[one.id]]
    undated = [one for one in activities if span_of(one) is None]
    groups = [(heading, sorted(members, key=_in_time)) for heading, members in grouped(shown, look.grouping, goals)]
    places = dict(_places(groups, bars))
    pieces = pieces_of(by_id, places)
    return Chart(
        window=window,
        ticks=window.ticks(),
        today=window.x(today) if window.holds(today) else None,
        groups=list(_groups(groups, places, pieces, by_id, window, today)),
        undated=undated,
        elsewhere=len(activities) - len(shown) - len(undated),
    )


def _groups(
    groups: Sequence[tuple[Heading, Sequence[PlannedActivity]]],
    places: Mapping[UUID, tuple[int, Bar]],
    pieces: Mapping[int, Sequence[Piece]],
    by_id: Mapping[UUID, PlannedActivity],
    window: Window,
    today: date,
) -> Iterator[Group]:
    for heading, members in groups:
        rows = [
            Row(
                activity=one,
                bar=places[one.id][1],
                marks=marks_of(one.milestones, window, today),
                pieces=pieces.get(places[one.id][0], ()),
                waits_for=[
                    (by_id[first], starts_too_early(one, by_id[first])) for first in one.depends_on if first in by_id
                ],
            )
            for one in members
        ]
        yield Group(heading, rows, pieces.get(places[members[0].id][0] - 1, ()))


def _places(
    groups: Sequence[tuple[Heading, Sequence[PlannedActivity]]], bars: Mapping[UUID, Bar | None]
) -> Iterator[tuple[UUID, tuple[int, Bar]]]:
    """The number of each activity's row; a heading takes a row too."""
    heading = 0
    for _, members in groups:
        for number, one in enumerate(members, heading + 1):
            bar = bars[one.id]
            if bar is not None:
                yield one.id, (number, bar)
        heading += len(members) + 1


def _dates(activities: Iterable[PlannedActivity]) -> Iterator[PartialDate]:
    for one in activities:
        yield from filter(None, (one.start, one.end))
        if one.start or one.end:
            yield from filter(None, (milestone.due for milestone in one.milestones))


def _in_time(activity: PlannedActivity) -> tuple[date, date]:
    first, last = span_of(activity) or (date.max, date.max)
    return (activity.end.first if first == date.min and activity.end else first), last
