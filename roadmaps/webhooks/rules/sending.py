"""What a process that sends notes of it: which receiver it has claimed, what comes next, and what came of it.

Nothing here speaks to the network, and no unit of work is open while it is spoken to. A process that dies leaves its claim
to run out; another then sends the same message again, under the same id.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sealing import Seal
from roadmaps.webhooks import policy
from roadmaps.webhooks.events import WebhookPaused
from roadmaps.webhooks.models import Pause, Progress, Webhook, WebhookAttempt, WebhookDelivery
from roadmaps.webhooks.owners import owner_of
from roadmaps.webhooks.packing import Parcel, packed
from roadmaps.webhooks.posting import Answer
from roadmaps.webhooks.seeing import may_see_matter

# Longer than one try with all that is written about it.
LEASE = timedelta(minutes=1)
PAUSES = (5, 30, 120, 600, 1_800, 7_200, 21_600)
FAILING_FOR = timedelta(days=5)
_MOST_WITHHELD_AT_ONCE = 100


def is_due(at: datetime) -> ColumnElement[bool]:
    """That something waits for a receiver, its time has come, and no process is busy with it."""
    waits = WebhookDelivery.webhook_id == Webhook.id, WebhookDelivery.progress == Progress.WAITING
    return and_(
        Webhook.ended_at.is_(None),
        Webhook.paused_at.is_(None),
        Webhook.due_at <= at,
        or_(Webhook.claimed_until.is_(None), Webhook.claimed_until <= at),
        exists().where(*waits),
    )


def claim(session: Session, *, at: datetime) -> tuple[UUID, UUID] | None:
    """Take the receiver that has waited longest: its id, and the mark of this claim. None when others have them all."""
    webhook = session.scalar(
        select(Webhook)
        .where(is_due(at))
        .order_by(Webhook.due_at, Webhook.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if webhook is None:
        return None
    webhook.claim, webhook.claimed_until = new_id(), at + LEASE
    return webhook.id, webhook.claim


def next_parcel(
    session: Session, webhook_id: UUID, mark: UUID, *, seal: Seal, base_url: str, at: datetime
) -> Parcel | None:
    """The oldest message that waits for the receiver, as long as the claim holds; otherwise the claim is let go."""
    webhook = _claimed(session, webhook_id, mark)
    if webhook is None:
        return None
    delivery = _next_to_tell(session, webhook, at)
    if delivery is None:
        _let_go(webhook)
        return None
    webhook.claimed_until = at + LEASE
    delivery.attempts += 1
    if delivery.previous is None:
        delivery.previous = webhook.last_sent
    return packed(session, webhook, delivery, mark, seal=seal, base_url=base_url, at=at)


def note_answer(session: Session, parcel: Parcel, answer: Answer, *, at: datetime) -> bool:
    """Write down what came of it; return whether the next one may be sent."""
    delivery = session.get(WebhookDelivery, parcel.delivery_id)
    if delivery is None:
        return False
    session.add(
        WebhookAttempt(
            id=new_id(),
            delivery_id=delivery.id,
            tried_at=at,
            milliseconds=answer.milliseconds,
            code=answer.code,
            failure=answer.failure.value if answer.failure else "",
        )
    )
    webhook = _claimed(session, parcel.webhook_id, parcel.claim)
    if webhook is None:
        # The claim ran out meanwhile and another process has sent it too: that one's note counts.
        return False
    if answer.is_taken:
        delivery.progress, delivery.delivered_at = Progress.DELIVERED, at
        webhook.failures, webhook.failing_since = 0, None
        webhook.last_sent = max(webhook.last_sent, delivery.number)
        return True
    webhook.failures += 1
    webhook.failing_since = webhook.failing_since or at
    webhook.due_at = at + max(pause_after(webhook.failures), timedelta(seconds=answer.wait))
    if answer.is_gone or at - webhook.failing_since >= FAILING_FOR:
        _pause(session, webhook, Pause.GONE if answer.is_gone else Pause.FAILING, at)
    _let_go(webhook)
    return False


def let_go(session: Session, webhook_id: UUID, mark: UUID) -> None:
    """End a claim, so that another receiver has its turn first."""
    if webhook := _claimed(session, webhook_id, mark):
        _let_go(webhook)


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many failed tries: seconds at first, six hours in the end."""
    return timedelta(seconds=PAUSES[min(failures, len(PAUSES)) - 1])


def _claimed(session: Session, webhook_id: UUID, mark: UUID) -> Webhook | None:
    mine = Webhook.id == webhook_id, Webhook.claim == mark
    return session.scalar(select(Webhook).where(*mine).with_for_update())


def _next_to_tell(session: Session, webhook: Webhook, at: datetime) -> WebhookDelivery | None:
    """The first that waits and that the owner may see now. An owner who may not have it told any more pauses it."""
    if webhook.ended_at is not None or webhook.paused_at is not None or webhook.due_at > at:
        return None
    owner = owner_of(session, webhook, at)
    for _ in range(_MOST_WITHHELD_AT_ONCE):
        delivery = _first_waiting(session, webhook.id)
        if delivery is None:
            return None
        if owner is None or not policy.may_be_told(owner, webhook, delivery.area_id):
            _pause(session, webhook, Pause.OWNER, at)
            return None
        if may_see_matter(session, owner, delivery):
            return delivery
        delivery.progress = Progress.WITHHELD
        session.flush()
    return None


def _first_waiting(session: Session, webhook_id: UUID) -> WebhookDelivery | None:
    these = WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.progress == Progress.WAITING
    return session.scalar(select(WebhookDelivery).where(*these).order_by(WebhookDelivery.number).limit(1))


def _pause(session: Session, webhook: Webhook, why: Pause, at: datetime) -> None:
    webhook.paused_at, webhook.pause = at, why
    record(session, WebhookPaused(webhook.id, None, at, why.value))


def _let_go(webhook: Webhook) -> None:
    webhook.claim = webhook.claimed_until = None
