"""Which goals, or which parts of the strategy, have activities in which municipality. No session.

What has been dropped reaches nobody and is not counted. An activity that names no municipality is counted by itself: it may
be for the whole county, or nobody has said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmaps.logic.line import goals_on_line
from roadmaps.logic.ties import Ties
from roadmaps.plan.rows import AreaPlan, Plan, PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import Municipality

# The row's plan and block, and its activities.
Found = tuple[AreaPlan | None, BlockState | None, Sequence[PlannedActivity]]


@dataclass(frozen=True)
class Row:
    """One goal (then `plan` is its roadmap's), or one part of the strategy; neither for what serves no goal.

    `counts` follow the matrix's `places`; `placeless` are the activities that name no municipality.
    """

    plan: AreaPlan | None
    block: BlockState | None
    counts: Sequence[int]
    placeless: int
    activities: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is done anywhere."""
        return not self.activities


@dataclass(frozen=True)
class Coverage:
    """The matrix. `total` counts each activity once, however many rows it is in."""

    places: Sequence[Municipality]
    rows: Sequence[Row]
    total: Row

    @property
    def places_without(self) -> list[Municipality]:
        """The municipalities that no activity names."""
        return [place for place, count in zip(self.places, self.total.counts, strict=True) if not count]

    @property
    def empty_cells(self) -> int:
        """How many cells hold nothing, of the rows with a goal or a part of the strategy."""
        return sum(count == 0 for row in self.rows if row.block for count in row.counts)


def places_by_name() -> list[Municipality]:
    """The eight municipalities in the order of their names, å and ö last."""
    return [
        Municipality.BERG,
        Municipality.BRACKE,
        Municipality.HARJEDALEN,
        Municipality.KROKOM,
        Municipality.RAGUNDA,
        Municipality.STROMSUND,
        Municipality.ARE,
        Municipality.OSTERSUND,
    ]


def by_goal(plan: Plan, *, serving: BlockState | None = None, elements: Sequence[BlockState] = ()) -> Coverage:
    """A row for each goal; with `serving`, only for those that serve this part of the strategy."""
    rows = [row for area in plan.areas for row in _goals_of(Ties(area), serving, elements)]
    return _matrix(rows)


def by_element(plan: Plan, elements: Sequence[BlockState]) -> Coverage:
    """A row for each part of the strategy, through the goals that serve it, and one for what serves none."""
    ties = [Ties(area) for area in plan.areas]
    goals = [(each, goal) for each in ties for goal in goals_on_line(each, elements)]
    rows: list[Found] = []
    reached: set[UUID] = set()
    for element in elements:
        serving = [(each, goal) for each, goal in goals if element in goal.serves]
        found = [one for each, goal in serving for one in each.activities_of.get(goal.block.id, [])]
        reached |= {one.id for one in found}
        rows.append((None, element, found))
    outside = [one for each in ties for one in each.activities if one.id not in reached]
    if outside:
        rows.append((None, None, outside))
    return _matrix(rows)


def _goals_of(ties: Ties, serving: BlockState | None, elements: Sequence[BlockState]) -> Iterator[Found]:
    for goal in goals_on_line(ties, elements):
        if serving is None or serving in goal.serves:
            yield ties.plan, goal.block, ties.activities_of.get(goal.block.id, [])
    aimless = [one for one in ties.activities if one.goal is None]
    if aimless and serving is None:
        yield ties.plan, None, aimless


def _matrix(told: Sequence[Found]) -> Coverage:
    places = places_by_name()
    everything = {one.id: one for _, _, activities in told for one in activities}
    total = _row(None, None, list(everything.values()), places)
    return Coverage(places, [_row(*row, places) for row in told], total)


def _row(
    plan: AreaPlan | None,
    block: BlockState | None,
    activities: Sequence[PlannedActivity],
    places: Sequence[Municipality],
) -> Row:
    named = [set(one.places) for one in activities]
    counts = [sum(place in one for one in named) for place in places]
    return Row(plan, block, counts, sum(not one for one in named), len(activities))
