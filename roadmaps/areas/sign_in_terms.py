"""On what terms those are signed in who could do others harm: for a shorter time than readers and those who write.

It is the work that sets the times: a coordinator has people and roles in hand, and begins each day by signing in; whoever
leads an area stays signed in over some days; everybody else for as long as any sign-in lasts (`accounts.terms`).
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.events import CoordinatorAppointed
from roadmaps.accounts.models import Person
from roadmaps.accounts.rules import tighten
from roadmaps.accounts.terms import Terms
from roadmaps.areas.events import AreaHandedOver, RoleGranted
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.policy import LEADING
from roadmaps.areas.queries import not_over_on
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.events import Listeners

COORDINATORS = Terms(idle=timedelta(hours=8), lasts=timedelta(days=7))
LEADERS = Terms(idle=timedelta(days=3), lasts=timedelta(days=30))


def by_role(session: Session, person: Person) -> Terms:
    """The terms by what the person is here today, or is to be later."""
    if person.is_coordinator:
        return COORDINATORS
    leading = select(RoleGrant.id).where(
        RoleGrant.person_id == person.id, RoleGrant.role.in_(LEADING), not_over_on(today())
    )
    return LEADERS if session.scalar(leading.limit(1)) is not None else Terms()


def wire(listeners: Listeners) -> None:
    """Hear of those who become somebody who could: where they are signed in already, it holds from then on."""
    listeners.in_transaction(CoordinatorAppointed, _tighten_for_coordinator)
    listeners.in_transaction(RoleGranted, _tighten_for_role)
    listeners.in_transaction(AreaHandedOver, _tighten_for_successor)


def _tighten_for_coordinator(session: Session, fact: CoordinatorAppointed) -> None:
    tighten(session, session.get_one(Person, fact.person_id), COORDINATORS, at=fact.at)


def _tighten_for_role(session: Session, fact: RoleGranted) -> None:
    if Role(fact.role) in LEADING:
        tighten(session, session.get_one(Person, fact.person_id), LEADERS, at=now())


def _tighten_for_successor(session: Session, fact: AreaHandedOver) -> None:
    tighten(session, session.get_one(Person, fact.to_person_id), LEADERS, at=now())
