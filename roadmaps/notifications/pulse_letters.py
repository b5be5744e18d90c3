"""The letters to those who are asked in a pulse: the questions, one reminder, and that the result is there.

Only here is the secret of a link seen after the act that made it, as only its hash is stored.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.pulse.events import AskedTold
from roadmaps.pulse.models import Pulse, PulseAsked
from roadmaps.pulse.results import turnout

# An outbox that could not be emptied for so long tells something that is of no use any more.
OF_USE = timedelta(days=14)
# Where somebody without an account is written to, the language of the county.
LANGUAGE = "sv"


@dataclass(frozen=True)
class PulseLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listener."""
        listeners.in_transaction(AskedTold, self.tell)

    def tell(self, session: Session, fact: AskedTold) -> None:
        """One letter for each address, with a link of its own, or one to sign in and answer."""
        pulse = session.get_one(Pulse, fact.pulse_id)
        organisation = session.get_one(PulseAsked, fact.asked_id)
        person = session.get(Person, fact.person_id) if fact.person_id else None
        language = person.language if person else LANGUAGE
        asked, answered = turnout(session, [pulse.id])[pulse.id]
        base = self.outbox.letters.base_url
        page = f"{base}/pulses/{pulse.id}"
        self.outbox.put(
            session,
            f"pulse/{fact.occasion}",
            Receiver(fact.email, language, person.name if person else "", fact.person_id),
            at=fact.at,
            expires_at=fact.at + OF_USE,
            facts={
                "organisation": organisation.name,
                "title": pulse.title,
                "area": pulse.area.name_in(language) if pulse.area else "",
                "words": pulse.words,
                "closes_on": pulse.closes_on,
                "asked": asked,
                "answered": answered,
                "link": f"{base}/pulse/{fact.token}" if fact.token else f"{page}/answer",
                "needs_account": not fact.token,
                "page": page,
            },
            has_secret=bool(fact.token),
        )
