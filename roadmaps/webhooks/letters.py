"""Who is told that nothing is sent to a receiver any more, where the site has stopped it: its owner, or coordinators instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.webhooks.events import WebhookPaused
from roadmaps.webhooks.models import Pause, Webhook

OF_USE = timedelta(days=30)


@dataclass(frozen=True)
class WebhookLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(WebhookPaused, self.tell_paused)

    def tell_paused(self, session: Session, fact: WebhookPaused) -> None:
        """Whoever pauses it by hand knows it already."""
        why = Pause(fact.reason)
        if why is Pause.CHOSEN:
            return
        webhook = session.get_one(Webhook, fact.webhook_id)
        for person in _readers(session, webhook):
            self.outbox.put(
                session,
                "webhooks/paused",
                Receiver(person.email, person.language, person.name, person.id),
                at=fact.at,
                expires_at=fact.at + OF_USE,
                facts={"system": webhook.name, "why": why.label, "path": f"/webhooks/{webhook.id}"},
            )


def _readers(session: Session, webhook: Webhook) -> Sequence[Person]:
    owner = session.get_one(Person, webhook.owner_id)
    return [owner] if owner.is_active else session.scalars(active_coordinators()).all()
