"""What hangs on what in one roadmap, looked up both ways: needs, goals, activities and indicators. No session."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from roadmaps.plan.rows import AreaPlan, PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import IndicatorType, Status

T = TypeVar("T")


class Ties:
    """The ties of one roadmap, gathered once. What has been dropped ties nothing; it is left out of `activities`."""

    def __init__(self, plan: AreaPlan) -> None:
        self.plan = plan
        self._by_kind: dict[str, list[BlockState]] = defaultdict(list)
        for block in plan.state.in_reading_order():
            self._by_kind[block.kind].append(block)
        self.activities = [one for one in plan.activities if one.status is not Status.DROPPED]
        self.activities_of: Mapping[UUID, list[PlannedActivity]] = _grouped(
            (one.goal.id, one) for one in self.activities if one.goal
        )
        self.indicators_of = _grouped(
            (UUID(one.content["measures"]), one) for one in self.of_kind("indicator") if one.content["measures"]
        )
        self.parts_of = _grouped(
            (UUID(goal.content["part_of"]), goal) for goal in self.goals if goal.content["part_of"]
        )
        self.goals_answering = _grouped((need.id, goal) for goal in self.goals for need in self.needs_of(goal))

    @cached_property
    def led(self) -> frozenset[UUID]:
        """The activities that an organisation leads or is proposed to lead."""
        return frozenset(one.id for one in self.activities if one.lead is not None)

    @property
    def goals(self) -> Sequence[BlockState]:
        """Every goal, in reading order."""
        return self.of_kind("goal")

    def of_kind(self, kind: str) -> Sequence[BlockState]:
        """The blocks of a kind, in reading order."""
        return self._by_kind.get(kind, [])

    def needs_of(self, goal: BlockState) -> list[BlockState]:
        """The needs that the goal itself answers."""
        named = (self.plan.state.blocks.get(UUID(one)) for one in goal.content["answers"])
        return [one for one in named if one is not None]

    def indicators_around(self, goal: BlockState) -> list[BlockState]:
        """The indicators that measure the goal itself or one of its activities."""
        around = [goal.id, *(one.id for one in self.activities_of.get(goal.id, []))]
        return [indicator for one in around for indicator in self.indicators_of.get(one, [])]

    def results_of(self, goal: BlockState) -> list[BlockState]:
        """The indicators that measure what comes of the goal, or of a step towards it."""
        around = (indicator for step in self.with_parts(goal) for indicator in self.indicators_around(step))
        return [one for one in around if one.content["indicator_type"] == IndicatorType.RESULT]

    def whole_of(self, goal: BlockState) -> BlockState | None:
        """The larger goal that it is a step towards."""
        whole = goal.content["part_of"]
        return self.plan.state.blocks.get(UUID(whole)) if whole else None

    def with_wholes(self, goal: BlockState) -> Iterator[BlockState]:
        """The goal and the larger ones that it is part of, nearest first. Goals that are part of each other end it."""
        seen: set[UUID] = set()
        step: BlockState | None = goal
        while step is not None and step.id not in seen:
            seen.add(step.id)
            yield step
            step = self.whole_of(step)

    def with_parts(self, goal: BlockState) -> Iterator[BlockState]:
        """The goal and everything that is a step towards it."""
        seen: set[UUID] = set()
        waiting = [goal]
        while waiting:
            step = waiting.pop(0)
            if step.id not in seen:
                seen.add(step.id)
                yield step
                waiting += self.parts_of.get(step.id, [])


def serves(goal: BlockState) -> list[UUID]:
    """The parts of the strategy that the goal itself names."""
    return [UUID(one) for one in goal.content["strategy"]]


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    groups: dict[UUID, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
