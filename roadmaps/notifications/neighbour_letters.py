"""Who is told that a neighbour has published something newer: those who lead the area beside which its roadmap is mirrored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators
from roadmaps.areas.queries import leaders_of
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.neighbours.events import NewerSeen
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants

OF_USE_FOR = timedelta(days=30)


@dataclass(frozen=True)
class NeighbourLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(NewerSeen, self.tell_of_newer)

    def tell_of_newer(self, session: Session, fact: NewerSeen) -> None:
        """One letter for each of those who can fetch it, once for each version."""
        for person in _keepers(session, fact):
            if wants(session, person.id, MailKind.ASSIGNMENTS):
                self.outbox.put(
                    session,
                    "neighbours/newer",
                    Receiver(person.email, person.language, person.name, person.id),
                    at=fact.at,
                    expires_at=fact.at + OF_USE_FOR,
                    stops=MailKind.ASSIGNMENTS,
                    facts={"region": fact.region, "path": f"/neighbours/{fact.mirror_id}#about-mirror"},
                )


def _keepers(session: Session, fact: NewerSeen) -> Sequence[Person]:
    if fact.area_id is None:
        return session.scalars(active_coordinators()).all()
    grants = session.scalars(leaders_of(fact.area_id, day_of(fact.at)))
    return list({one.person_id: one.person for one in grants}.values())
