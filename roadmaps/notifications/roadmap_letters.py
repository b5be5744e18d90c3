"""Who is reminded of a roadmap's next step: those who lead it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import Sentence
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants
from roadmaps.roadmap.events import NextStepDue
from roadmaps.roadmap.phases import Phase

OF_USE_FOR = timedelta(days=14)


@dataclass(frozen=True)
class RoadmapLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(NextStepDue, self.tell_of_next_step)

    def tell_of_next_step(self, session: Session, fact: NextStepDue) -> None:
        """One letter for each of those who lead."""
        if not wants(session, fact.person_id, MailKind.ASSIGNMENTS):
            return
        person, area = session.get_one(Person, fact.person_id), session.get_one(Area, fact.area_id)
        phase = Phase(fact.phase)
        self.outbox.put(
            session,
            "roadmap/next_step",
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.at + OF_USE_FOR,
            stops=MailKind.ASSIGNMENTS,
            facts={
                "area": area.name_in(person.language),
                "state": Sentence(phase.label),
                "is_paused": phase is Phase.PAUSED,
                "since": fact.since,
                "next_step": fact.next_step,
                "next_on": fact.next_on,
                "path": f"/areas/{area.slug}/roadmap",
                "change_path": f"/areas/{area.slug}/roadmap/state",
            },
        )
