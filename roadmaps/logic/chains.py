"""The intervention logic of a roadmap: need → goal → activity → output → result, goal by goal. No session."""

from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.foundation.sentences import say
from roadmaps.logic.ties import Ties
from roadmaps.plan.rows import PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import IndicatorType
from roadmaps.roadmap.values import Shown, measure_in_words


@dataclass(frozen=True)
class Measured:
    """An indicator with where it begins and where it is to end, in words, as far as either is known."""

    block: BlockState
    path: Shown | None


@dataclass(frozen=True)
class Chain:
    """One goal and what lies before and after it. Outputs are those of its activities; results measure it, them, or a step towards it."""

    goal: BlockState
    whole: BlockState | None
    steps: Sequence[BlockState]
    needs: Sequence[BlockState]
    activities: Sequence[PlannedActivity]
    outputs: Sequence[Measured]
    results: Sequence[Measured]

    @property
    def says_outputs(self) -> bool:
        """Whether anything is said about what there is afterwards."""
        return bool(self.outputs) or any(one.block.content["output"] for one in self.activities)

    @property
    def gaps(self) -> int:
        """How many of the four links beside the goal are missing."""
        return sum(not one for one in (self.needs, self.activities, self.says_outputs, self.results))


@dataclass(frozen=True)
class Logic:
    """Every chain of a roadmap, and what no chain holds."""

    chains: Sequence[Chain]
    needs_unanswered: Sequence[BlockState]
    activities_aimless: Sequence[PlannedActivity]
    indicators_of_nothing: Sequence[BlockState]


def logic_of(ties: Ties) -> Logic:
    """The chains in the order in which the goals are read."""
    return Logic(
        chains=[_chain(ties, goal) for goal in ties.goals],
        needs_unanswered=[need for need in ties.of_kind("need") if need.id not in ties.goals_answering],
        activities_aimless=[one for one in ties.activities if one.goal is None],
        indicators_of_nothing=[one for one in ties.of_kind("indicator") if not one.content["measures"]],
    )


def _chain(ties: Ties, goal: BlockState) -> Chain:
    outputs = [one for one in ties.indicators_around(goal) if one.content["indicator_type"] == IndicatorType.OUTPUT]
    return Chain(
        goal=goal,
        whole=ties.whole_of(goal),
        steps=ties.parts_of.get(goal.id, []),
        needs=_needs(ties, goal),
        activities=ties.activities_of.get(goal.id, []),
        outputs=[_measured(one) for one in outputs],
        results=[_measured(one) for one in ties.results_of(goal)],
    )


def _needs(ties: Ties, goal: BlockState) -> list[BlockState]:
    """The needs that it answers itself; for a step, those of the goal that it leads to."""
    for step in ties.with_wholes(goal):
        if needs := ties.needs_of(step):
            return needs
    return []


def _measured(block: BlockState) -> Measured:
    baseline, target = (measure_in_words(block.content, name) for name in ("baseline", "target"))
    if baseline and target:
        return Measured(block, say("from %(baseline)s to %(target)s", baseline=baseline, target=target))
    if target:
        return Measured(block, say("to %(target)s", target=target))
    return Measured(block, say("from %(baseline)s", baseline=baseline) if baseline else None)
