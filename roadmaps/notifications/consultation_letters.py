"""The letters to those who are asked in a consultation: invitation, reminder, more time, receipt and replies.

They are no letters that one can do without: each belongs to a matter of the organisation. Only here is the secret of a
link seen after the act that made it, as only its hash is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.consultation.events import ConsulteeTold, Occasion
from roadmaps.consultation.models import Consultation, Consultee
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver

# An outbox that could not be emptied for so long tells something that is of no use any more.
OF_USE = timedelta(days=30)
# Where somebody without an account is written to, the language of the county.
LANGUAGE = "sv"
_PAGES: Mapping[Occasion, str] = {Occasion.RECEIVED: "/sent", Occasion.REPLIED: "/sent"}


@dataclass(frozen=True)
class ConsultationLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listener."""
        listeners.in_transaction(ConsulteeTold, self.tell)

    def tell(self, session: Session, fact: ConsulteeTold) -> None:
        """One letter for each address, with a link of its own, or one to sign in and answer."""
        consultation = session.get_one(Consultation, fact.consultation_id)
        consultee = session.get_one(Consultee, fact.consultee_id)
        person = session.get(Person, fact.person_id) if fact.person_id else None
        base = self.outbox.letters.base_url
        page = f"{base}/consultations/{consultation.id}"
        seat = f"{base}/answer/{fact.token}" if fact.token else f"{page}/answer"
        self.outbox.put(
            session,
            f"consultation/{fact.occasion}",
            Receiver(
                fact.email, person.language if person else LANGUAGE, person.name if person else "", fact.person_id
            ),
            at=fact.at,
            expires_at=fact.at + OF_USE,
            facts={
                "organisation": consultee.name,
                "title": consultation.title,
                "area": consultation.roadmap.area.name,
                "closes_on": consultation.closes_on,
                "registry_number": consultation.registry_number,
                "purpose": consultation.purpose,
                "words": fact.words,
                "number": fact.number,
                "at": fact.at,
                "link": f"{seat}{_PAGES.get(fact.occasion, '')}",
                "needs_account": not fact.token,
                "page": page,
            },
            has_secret=bool(fact.token),
        )
