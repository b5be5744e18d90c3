"""Suggestions on a roadmap, by somebody at Almi unless told."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Role
from roadmaps.suggestions import rules
from roadmaps.suggestions.models import ChangeAct, Suggestion
from roadmaps.suggestions.rules import Source, Wish
from tests.factories.roadmap import AT, Plan, a_voice


def an_actor_of(plan: Plan, organisation: str = "Almi") -> Actor:
    """Somebody who may comment and suggest in the area, for an organisation."""
    return a_voice(plan.session, plan.roadmap, Role.ACTOR, f"Kim vid {organisation}", organisation)


def an_edit(plan: Plan, block: UUID, *, based_on: int | None = None, **facts: object) -> Wish:
    """The wish that some fields of a block should say something else."""
    number = plan.number if based_on is None else based_on
    return Wish(ChangeAct.EDIT, block, based_on=number, content=facts)


def a_suggestion(
    session: Session,
    plan: Plan,
    *wishes: Wish,
    by: Actor | None = None,
    motive: str = "Det blir tydligare så.",
    sources: tuple[Source, ...] = (),
) -> Suggestion:
    """A suggestion that has been sent."""
    actor = by or an_actor_of(plan)
    return rules.suggest(session, plan.roadmap, wishes, motive=motive, sources=sources, actor=actor, at=AT)
