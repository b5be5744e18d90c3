"""Something that has been asked about one's own data."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import today
from roadmaps.privacy import rules
from roadmaps.privacy.models import Wish


@dataclass(frozen=True)
class Asked:
    """A request that waits for an answer, and an erasure that waits for a look."""

    request_id: UUID
    erasure_id: UUID


def asked_about_data(session: Session, *, at: datetime) -> Asked:
    """By somebody who is no coordinator."""
    person = session.scalars(
        select(Person).where(~Person.is_coordinator, Person.deactivated_at.is_(None)).order_by(Person.name.desc())
    ).first()
    assert person is not None
    actor = load_actor(session, person.id, on=today())
    assert actor is not None
    request = rules.ask(session, Wish.RECTIFICATION, "Min funktion är en annan.", at=at, actor=actor)
    return Asked(request.id, rules.begin(session, person, reason="Jag slutar.", at=at, actor=actor).id)
