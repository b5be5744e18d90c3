"""The letters that ask organisations whether they lead an activity, and how the activities that they lead go.

Only here is the secret of a link seen after the act that made it, as only its hash is stored beside it.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants
from roadmaps.responsibilities.events import Asked, LeadProposed, StatusesAsked
from roadmaps.responsibilities.models import PartAnswer, StatusAnswer


@dataclass(frozen=True)
class ResponsibilityLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(LeadProposed, self.ask_for_lead)
        listeners.in_transaction(StatusesAsked, self.ask_for_statuses)

    def ask_for_lead(self, session: Session, fact: LeadProposed) -> None:
        """One letter a proposal: to lead something is no small thing."""
        self._put(
            session,
            fact,
            "responsibilities/lead",
            activity=fact.asked.activity,
            area=fact.asked.area,
            answers=self._answers(fact.asked, PartAnswer),
        )

    def ask_for_statuses(self, session: Session, fact: StatusesAsked) -> None:
        """One letter a round, however many activities there are."""
        asked = [
            {"activity": one.activity, "area": one.area, "answers": self._answers(one, StatusAnswer)}
            for one in fact.asked
        ]
        self._put(session, fact, "responsibilities/statuses", asked=asked)

    def _put(self, session: Session, fact: LeadProposed | StatusesAsked, kind: str, **facts: object) -> None:
        if not wants(session, fact.person_id, MailKind.ASSIGNMENTS):
            return
        person = session.get_one(Person, fact.person_id)
        organisation = session.get_one(Organisation, fact.organisation_id).name
        self.outbox.put(
            session,
            kind,
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.expires_at,
            facts={"organisation": organisation, "expires_at": fact.expires_at, **facts},
            has_secret=True,
            stops=MailKind.ASSIGNMENTS,
        )

    def _answers(self, asked: Asked, words: type[PartAnswer | StatusAnswer]) -> list[tuple[str, str]]:
        """Each answer with a link of its own, which shows it chosen; it counts when the reader sends it."""
        link = f"{self.outbox.letters.base_url}/answers/{asked.token}"
        return [(answer.label, f"{link}?answer={answer}") for answer in words]
