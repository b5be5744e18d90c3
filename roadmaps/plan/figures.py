"""The plan in figures: how much there is of what, and how much of it lacks something."""

from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.plan.rows import AreaPlan, Plan, PlannedActivity
from roadmaps.roadmap.kinds.choices import FundingState, Status

_UNDER_WAY = {Status.IN_PROGRESS, Status.OBSTACLE}
_OVER = {Status.DONE, Status.DROPPED}


@dataclass(frozen=True)
class Figures:
    """Counts for one area; `plan` is None for the sum of all. What is done or dropped lacks nothing any more."""

    plan: AreaPlan | None
    goals: int
    indicators: int
    activities: int
    done: int
    under_way: int
    obstacles: int
    without_lead: int
    without_money: int


def figures_of(plan: Plan) -> tuple[Sequence[Figures], Figures]:
    """One row an area, and the sum."""
    rows = [_count(one, [one]) for one in plan.areas]
    return rows, _count(None, plan.areas)


def lacks_money(activity: PlannedActivity) -> bool:
    """Whether it is still to be paid for, in whole or in part."""
    return activity.status not in _OVER and activity.funding in {FundingState.UNFUNDED, FundingState.PARTLY}


def _count(area: AreaPlan | None, plans: Sequence[AreaPlan]) -> Figures:
    activities = [activity for one in plans for activity in one.activities]
    return Figures(
        plan=area,
        goals=sum(len(one.goals) for one in plans),
        indicators=sum(len(one.state.of_kind("indicator")) for one in plans),
        activities=len(activities),
        done=sum(one.status is Status.DONE for one in activities),
        under_way=sum(one.status in _UNDER_WAY for one in activities),
        obstacles=sum(one.status is Status.OBSTACLE for one in activities),
        without_lead=sum(one.lead is None and one.status not in _OVER for one in activities),
        without_money=sum(lacks_money(one) for one in activities),
    )
