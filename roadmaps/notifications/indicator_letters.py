"""Who is told of readings: the people of responsible organisations, when there are some to make."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.events import Listeners
from roadmaps.indicators.events import ReadingsDue
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants

# After that somebody may have made them.
USEFUL_FOR = timedelta(days=7)


@dataclass(frozen=True)
class IndicatorLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(ReadingsDue, self.tell_of_readings)

    def tell_of_readings(self, session: Session, fact: ReadingsDue) -> None:
        """One letter, however many readings there are."""
        if not wants(session, fact.person_id, MailKind.ASSIGNMENTS):
            return
        person = session.get_one(Person, fact.person_id)
        self.outbox.put(
            session,
            "indicators/due",
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.at + USEFUL_FOR,
            stops=MailKind.ASSIGNMENTS,
            facts={
                "readings": [
                    {
                        "title": one.title,
                        "area": one.area,
                        "period": one.period,
                        "due_on": one.due_on,
                        "is_overdue": one.is_overdue,
                        "path": f"/indicators/{one.indicator_id}/readings/new",
                    }
                    for one in fact.readings
                ]
            },
        )
