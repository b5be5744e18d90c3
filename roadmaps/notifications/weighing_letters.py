"""The letters to organisations that weigh candidates: asked, reminded, given more time, told of the end and the result.

They are no letters that one can do without: each belongs to a matter of the organisation. Only here is the secret of a
link seen after the act that made it, as only its hash is stored.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.weighing.events import WeigherTold
from roadmaps.weighing.models import Weigher

# An outbox that could not be emptied for so long tells something that is of no use any more.
OF_USE = timedelta(days=30)


@dataclass(frozen=True)
class WeighingLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listener."""
        listeners.in_transaction(WeigherTold, self.tell)

    def tell(self, session: Session, fact: WeigherTold) -> None:
        """One letter for each person, with a link of its own."""
        weigher, person = session.get_one(Weigher, fact.weigher_id), session.get_one(Person, fact.person_id)
        weighing, base = weigher.round, self.outbox.letters.base_url
        self.outbox.put(
            session,
            f"weighing/{fact.occasion}",
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.at + OF_USE,
            facts={
                "organisation": weigher.organisation.name,
                "title": weighing.title,
                "area": weighing.roadmap.area.name,
                "closes_on": weighing.closes_on,
                "purpose": weighing.purpose,
                "count": len(weighing.entries),
                "words": fact.words,
                "link": f"{base}/weigh/{fact.token}",
                "result": f"{base}/weighings/{weighing.id}/result",
            },
            has_secret=True,
        )
