"""Desks, and points of every sort that lie on them."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Invitation
from roadmaps.areas.models import Role
from roadmaps.desk.gathering import Desk, gather
from roadmaps.desk.waiting import Point
from roadmaps.discussion.models import Thread
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.ids import new_id
from tests.factories.roadmap import AT, Plan
from tests.factories.suggestions import a_suggestion, an_edit


def the_desk(session: Session, actor: Actor, at: datetime = AT) -> Desk:
    """What waits for the person at the moment."""
    session.flush()
    return gather(session, actor=actor, at=at)


def titles(desk: Desk, points: list[Point] | None = None) -> list[str]:
    """What the points are called, in order."""
    chosen = list(desk.points) if points is None else points
    told = desk.tell(chosen)
    return [str(told[point.reference].title) for point in chosen]


def words(desk: Desk) -> list[str]:
    """What is waited for, in order."""
    told = desk.tell(desk.points)
    return [str(told[point.reference].words) for point in desk.points]


def a_question(plan: Plan, body: str = "Hur mycket?", *, by: Actor | None = None, at: datetime = AT) -> Thread:
    """A thread about the roadmap as a whole, by an actor unless told."""
    actor = by or plan.others["actor"]
    return open_thread(plan.session, plan.roadmap, body=body, actor=actor, at=at)


def some_suggestions(plan: Plan, count: int) -> list[UUID]:
    """So many suggestions, each about a goal of its own and a day younger than the one before."""
    ids = []
    for number in range(count):
        goal = plan.add("goal", f"Mål {number:02}")
        suggestion = a_suggestion(
            plan.session, plan, an_edit(plan, goal, title=f"Bättre mål {number:02}"), by=plan.others["actor"]
        )
        suggestion.sent_at = AT - timedelta(days=100 - number)
        ids.append(suggestion.id)
    plan.session.flush()
    return ids


def an_invitation(plan: Plan, *, expires_at: datetime, name: str = "Ny Person") -> Invitation:
    """A letter to somebody who has not answered."""
    invitation = Invitation(
        token_hash=str(new_id()),
        email="ny@example.org",
        name=name,
        grants=[{"area_id": str(plan.roadmap.area_id), "role": Role.ACTOR.value}],
        area_id=plan.roadmap.area_id,
        created_at=expires_at - timedelta(days=7),
        expires_at=expires_at,
    )
    plan.session.add(invitation)
    plan.session.flush()
    return invitation
