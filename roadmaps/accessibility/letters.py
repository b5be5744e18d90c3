"""Who is told of reports: coordinators that there is one, and whoever reported what was answered."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accessibility.events import FaultReported, ReportAnswered
from roadmaps.accessibility.models import FaultReport
from roadmaps.accessibility.rules import forget_address
from roadmaps.accounts.queries import active_coordinators
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants

OF_USE = timedelta(days=30)


@dataclass(frozen=True)
class AccessibilityLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(FaultReported, self.tell_coordinators)
        listeners.in_transaction(ReportAnswered, self.tell_answer)

    def tell_coordinators(self, session: Session, fact: FaultReported) -> None:
        """One letter to each; what was written stays on the site, with the address."""
        for person in session.scalars(active_coordinators()):
            if wants(session, person.id, MailKind.ASSIGNMENTS):
                self.outbox.put(
                    session,
                    "accessibility/reported",
                    Receiver(person.email, person.language, person.name, person.id),
                    at=fact.at,
                    expires_at=fact.at + OF_USE,
                    stops=MailKind.ASSIGNMENTS,
                    facts={"path": f"/administration/accessibility/reports/{fact.report_id}"},
                )

    def tell_answer(self, session: Session, fact: ReportAnswered) -> None:
        """The answer, where an address was given; it is forgotten here at once."""
        report = session.get_one(FaultReport, fact.report_id)
        if not report.email:
            return
        self.outbox.put(
            session,
            "accessibility/answered",
            Receiver(report.email, report.language),
            at=fact.at,
            expires_at=fact.at + OF_USE,
            facts={"words": report.words, "answer": report.answer},
        )
        forget_address(session, report)
