"""Who is told that files are ready: whoever asked for them, if it took so long that they have hardly waited for it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.snapshots.events import FilesFinished

WORTH_A_LETTER = timedelta(minutes=1)


@dataclass(frozen=True)
class ExportLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(FilesFinished, self.tell)

    def tell(self, session: Session, fact: FilesFinished) -> None:
        """One letter, also when nothing came of it. Nobody waits on a page for longer than a minute."""
        if fact.person_id is None or fact.at - fact.asked_at < WORTH_A_LETTER:
            return
        person = session.get_one(Person, fact.person_id)
        self.outbox.put(
            session,
            "snapshots/files_made",
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.kept_until,
            facts={
                "area": session.get_one(Area, fact.area_id).name_in(person.language),
                "number": fact.snapshot_number,
                "failure": fact.failure,
                "kept_until": fact.kept_until,
                "path": f"/exports/{fact.job_id}",
            },
        )
