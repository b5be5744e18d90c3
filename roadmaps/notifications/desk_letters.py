"""The letter to a colleague who is asked to take care of something that waits."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.desk.events import PointAssigned
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants

OF_USE_FOR = timedelta(days=14)


@dataclass(frozen=True)
class DeskLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(PointAssigned, self.tell)

    def tell(self, session: Session, fact: PointAssigned) -> None:
        """One letter for each thing that somebody is asked to take care of."""
        if not wants(session, fact.to_id, MailKind.ASSIGNMENTS):
            return
        person = session.get_one(Person, fact.to_id)
        self.outbox.put(
            session,
            "desk/assigned",
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.at + OF_USE_FOR,
            facts={
                "who": session.get_one(Person, fact.person_id).name,
                "title": fact.title,
                "area": session.get_one(Area, fact.area_id).name_in(person.language),
                "note": fact.note,
                "path": f"/desk/{fact.source}/{fact.key}",
            },
            stops=MailKind.ASSIGNMENTS,
        )
