"""The letters to those who told of a need, an idea or a strength: a receipt, why it is set aside, what was decided.

Whoever has an account can do without them. Others get one letter, and more only after they have confirmed the address;
only here is the secret of their link seen after the act that made it, as only its hash is stored.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.discovery.events import FinderTold
from roadmaps.discovery.models import Candidate, Decision, Finding
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import Sentence
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants

# An outbox that could not be emptied for so long tells something that is of no use any more.
OF_USE = timedelta(days=30)


@dataclass(frozen=True)
class DiscoveryLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listener."""
        listeners.in_transaction(FinderTold, self.tell)

    def tell(self, session: Session, fact: FinderTold) -> None:
        """One letter, to the person or the address."""
        finding = session.get_one(Finding, fact.finding_id)
        receiver = self._receiver(session, fact, finding)
        if receiver is None:
            return
        decision = session.get_one(Decision, fact.decision_id) if fact.decision_id else None
        candidate = session.get_one(Candidate, decision.candidate_id) if decision else None
        base = self.outbox.letters.base_url
        own_page = f"{base}/findings/{finding.id}"
        self.outbox.put(
            session,
            f"discovery/{fact.occasion}",
            receiver,
            at=fact.at,
            expires_at=fact.at + OF_USE,
            facts={
                "title": finding.title,
                "area": finding.roadmap.area.name,
                "reason": finding.aside_reason,
                "candidate": candidate.title if candidate else "",
                "state": Sentence(decision.state.label) if decision else "",
                "reasons": decision.reasons if decision else "",
                "decided_by": decision.decided_by if decision else "",
                "decided_on": decision.decided_on if decision else None,
                "link": f"{base}/findings/follow/{fact.token}" if fact.token else own_page,
                "has_account": fact.person_id is not None,
            },
            has_secret=bool(fact.token),
            stops=MailKind.ANSWERS if fact.person_id else None,
        )

    def _receiver(self, session: Session, fact: FinderTold, finding: Finding) -> Receiver | None:
        if fact.person_id is None:
            return Receiver(fact.email, finding.language)
        person = session.get_one(Person, fact.person_id)
        if not person.is_active or not wants(session, person.id, MailKind.ANSWERS):
            return None
        return Receiver(person.email, person.language, person.name, person.id)
