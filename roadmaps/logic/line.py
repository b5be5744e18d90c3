"""The line from the county of 2050 to this year's activities, and what falls outside of it. No session.

Nothing is a tie here that nobody has written down: a goal serves a part of the strategy when it names it, or when it is a
step towards a goal that does.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from roadmaps.logic.ties import Ties, serves
from roadmaps.plan.rows import AreaPlan, Plan, PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import GoalType, Status

_NOT_GOING_ON = {Status.DONE, Status.DROPPED}


@dataclass(frozen=True)
class GoalOnLine:
    """A goal with what it serves; `whole` is the larger goal that it is a step towards.

    `inherits` tells that it serves the strategy through a larger goal only.
    """

    plan: AreaPlan
    block: BlockState
    serves: Sequence[BlockState]
    whole: BlockState | None
    inherits: bool
    activities: int

    @property
    def horizon(self) -> int | None:
        """The year by which it is to be reached."""
        horizon = self.block.content["horizon"]
        return int(horizon) if horizon else None

    @property
    def is_a_step(self) -> bool:
        """Whether it is a step towards something larger."""
        return self.whole is not None or self.block.content["goal_type"] == GoalType.SUB_GOAL


@dataclass(frozen=True)
class VisionOnLine:
    """A vision, with what of the strategy the goals beneath it serve."""

    plan: AreaPlan
    block: BlockState
    serves: Sequence[BlockState]


@dataclass(frozen=True)
class ServedElement:
    """A part of the strategy with the goals that name it."""

    element: BlockState
    goals: Sequence[GoalOnLine]


@dataclass(frozen=True)
class YearOnLine:
    """What is done in a year, goal by goal; None holds what serves no goal."""

    year: int
    goals: Sequence[tuple[GoalOnLine | None, Sequence[PlannedActivity]]]

    @property
    def count(self) -> int:
        """How many activities there are."""
        return sum(len(activities) for _, activities in self.goals)


@dataclass(frozen=True)
class Line:
    """The whole line, the most distant first. `years` are this year and the next."""

    elements: Sequence[ServedElement]
    visions: Sequence[VisionOnLine]
    horizons: Sequence[tuple[int | None, Sequence[GoalOnLine]]]
    steps: Sequence[GoalOnLine]
    years: Sequence[YearOnLine]
    goals_outside: Sequence[GoalOnLine]
    activities_outside: Sequence[PlannedActivity]

    @property
    def farthest_year(self) -> int | None:
        """The most distant year that the strategy tells of."""
        return max((one.element.content["year"] for one in self.elements if one.element.content["year"]), default=None)

    @property
    def elements_outside(self) -> list[BlockState]:
        """The parts of the strategy that no goal serves."""
        return [one.element for one in self.elements if not one.goals]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (
            self.elements or self.visions or self.horizons or self.steps or any(one.goals for one in self.years)
        )


def line_of(plan: Plan, elements: Sequence[BlockState], year: int) -> Line:
    """The line of a plan towards the parts of the strategy, as it stands in the year."""
    ties = [Ties(area) for area in plan.areas]
    goals = [one for each in ties for one in goals_on_line(each, elements)]
    longer, steps = [one for one in goals if not one.is_a_step], [one for one in goals if one.is_a_step]
    activities = [activity for each in ties for activity in each.activities]
    return Line(
        elements=served(elements, goals),
        visions=sorted(_visions(ties, goals, elements), key=lambda one: -(one.block.content["year"] or 0)),
        horizons=list(_by_horizon(longer)),
        steps=sorted(steps, key=lambda one: -(one.horizon or 0)),
        years=[_year(one, goals, activities) for one in (year, year + 1)],
        goals_outside=[one for one in goals if not one.serves],
        activities_outside=[one for one in activities if one.goal is None and one.status is not Status.DONE],
    )


def goals_on_line(ties: Ties, elements: Sequence[BlockState]) -> Iterator[GoalOnLine]:
    """The goals of one roadmap, each with what it serves."""
    by_id = {one.id: one for one in elements}
    for goal in ties.goals:
        found: Sequence[BlockState] = []
        inherits = False
        for step in ties.with_wholes(goal):
            found = [by_id[one] for one in serves(step) if one in by_id]
            if found:
                inherits = step.id != goal.id
                break
        count = len(ties.activities_of.get(goal.id, []))
        yield GoalOnLine(ties.plan, goal, found, ties.whole_of(goal), inherits, count)


def served(elements: Sequence[BlockState], goals: Sequence[GoalOnLine]) -> list[ServedElement]:
    """Each part of the strategy with the goals that name it themselves."""
    naming: Mapping[UUID, list[GoalOnLine]] = defaultdict(list)
    for goal in goals:
        for element in () if goal.inherits else goal.serves:
            naming[element.id].append(goal)
    return [ServedElement(one, naming.get(one.id, [])) for one in elements]


def goes_on_in(activity: PlannedActivity, year: int) -> bool:
    """Whether it is done in the year, as far as one has been told. Without an end, it goes on until it is over."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if activity.start is None and activity.end is None:
        return activity.status in {Status.IN_PROGRESS, Status.OBSTACLE}
    begins_too_late = activity.start is not None and activity.start.first > last
    if activity.end is None:
        is_over = activity.status in _NOT_GOING_ON and activity.start is not None and activity.start.last < first
    else:
        is_over = activity.end.last < first
    return not begins_too_late and not is_over


def _visions(
    ties: Sequence[Ties], goals: Sequence[GoalOnLine], elements: Sequence[BlockState]
) -> Iterator[VisionOnLine]:
    for each in ties:
        served_here = {one.id for goal in goals if goal.plan is each.plan for one in goal.serves}
        for vision in each.of_kind("vision"):
            yield VisionOnLine(each.plan, vision, [one for one in elements if one.id in served_here])


def _by_horizon(goals: Sequence[GoalOnLine]) -> Iterator[tuple[int | None, list[GoalOnLine]]]:
    """The most distant year first; goals without a year come last."""
    for year in sorted({one.horizon for one in goals}, key=lambda one: -(one or 0)):
        yield year, [one for one in goals if one.horizon == year]


def _year(year: int, goals: Sequence[GoalOnLine], activities: Sequence[PlannedActivity]) -> YearOnLine:
    by_goal: dict[UUID | None, list[PlannedActivity]] = defaultdict(list)
    for one in activities:
        if goes_on_in(one, year):
            by_goal[one.goal.id if one.goal else None].append(one)
    rows: list[tuple[GoalOnLine | None, Sequence[PlannedActivity]]] = [
        (goal, by_goal[goal.block.id]) for goal in goals if goal.block.id in by_goal
    ]
    return YearOnLine(year, [*rows, (None, by_goal[None])] if None in by_goal else rows)
