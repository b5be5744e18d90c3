"""Laps of an area, and short words for telling of their steps."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from roadmaps.six_steps import rules
from roadmaps.six_steps.models import Lap, StepMark
from roadmaps.six_steps.steps import Step, Turn
from tests.factories.roadmap import AT, Plan, a_plan

BEGINS = date(2026, 1, 12)


@dataclass
class Round:
    """An area in its first lap."""

    plan: Plan
    lap: Lap

    def tell(self, step: Step, turn: Turn, on: date, words: str = "Vi har talat om det.", **facts: object) -> StepMark:
        """Let the leader tell of a step."""
        return rules.tell(
            self.plan.session,
            facts.pop("lap", self.lap),
            step,
            turn,
            told_on=on,
            words=words,
            actor=self.plan.leader,
            at=AT,
            **facts,
        )


def a_lap(plan: Plan, *, title: str = "Ett varv", began_on: date = BEGINS) -> Lap:
    """A lap that the leader has begun."""
    return rules.begin_lap(
        plan.session, plan.roadmap.area, title=title, began_on=began_on, reason="Det är dags.", actor=plan.leader, at=AT
    )


def a_round(session: Session, *, is_public: bool = True) -> Round:
    """A roadmap whose area has begun its first lap."""
    plan = a_plan(session, is_public=is_public)
    return Round(plan, a_lap(plan))
