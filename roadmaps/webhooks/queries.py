"""What can be asked about webhooks and their messages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.areas.queries import running_areas
from roadmaps.foundation.errors import NotFound
from roadmaps.webhooks import policy
from roadmaps.webhooks.models import Progress, Webhook, WebhookAttempt, WebhookDelivery


def visible_to(actor: Actor) -> Select[Webhook]:
    """One's own, and for coordinators all: those that are told something first, then the ended ones; the newest first."""
    query = select(Webhook).options(joinedload(Webhook.owner), joinedload(Webhook.organisation))
    ordered = query.order_by(Webhook.ended_at.is_not(None), Webhook.made_at.desc(), Webhook.id)
    return ordered if actor.is_coordinator else ordered.where(Webhook.owner_id == actor.person_id)


def find_webhook(session: Session, webhook_id: UUID, viewer: Actor) -> Webhook:
    """One of those that the viewer may see.

    :raises NotFound: when there is none
    """
    query = select(Webhook).options(joinedload(Webhook.owner), joinedload(Webhook.organisation))
    found = session.scalar(query.where(Webhook.id == webhook_id))
    if found is None or not policy.may_see(viewer, found):
        raise NotFound
    return found


def locked(session: Session, webhook: Webhook) -> Webhook:
    """The same with its row locked, as it is now: for whoever writes messages."""
    query = select(Webhook).where(Webhook.id == webhook.id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def deliveries_of(webhook: Webhook, *, before: int | None = None) -> Select[WebhookDelivery]:
    """Its messages, the newest first."""
    query = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id)
    return (query.where(WebhookDelivery.number < before) if before else query).order_by(WebhookDelivery.number.desc())


@dataclass(frozen=True)
class Queue:
    """How much waits, and since when the first of it."""

    count: int = 0
    oldest: datetime | None = None


def queues(session: Session) -> dict[UUID, Queue]:
    """What waits for each receiver that is not ended, paused or not."""
    query = (
        select(WebhookDelivery.webhook_id, func.count(), func.min(WebhookDelivery.written_at))
        .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        .where(WebhookDelivery.progress == Progress.WAITING, Webhook.ended_at.is_(None))
        .group_by(WebhookDelivery.webhook_id)
    )
    return {webhook_id: Queue(count, oldest) for webhook_id, count, oldest in session.execute(query)}


def on_their_way(session: Session) -> Queue:
    """What waits for all receivers to which something is sent: what waits for paused ones waits for people."""
    is_sent = Webhook.ended_at.is_(None), Webhook.paused_at.is_(None)
    query = select(func.count(), func.min(WebhookDelivery.written_at)).join(
        Webhook, Webhook.id == WebhookDelivery.webhook_id
    )
    count, oldest = session.execute(query.where(WebhookDelivery.progress == Progress.WAITING, *is_sent)).one()
    return Queue(count, oldest)


@dataclass(frozen=True)
class Replayed:
    """What has become of messages that were asked for once more."""

    taken: int
    waiting: int
    withheld: int

    @property
    def asked_for(self) -> int:
        """How many there are."""
        return self.taken + self.waiting + self.withheld


def replayed(session: Session, webhook: Webhook, *, since: datetime, at: datetime) -> Replayed:
    """Of the messages since a moment that were asked for again at another: taken since then, waiting, or not for the owner."""
    these = (
        WebhookDelivery.webhook_id == webhook.id,
        WebhookDelivery.written_at >= since,
        WebhookDelivery.written_at < at,
    )
    counted = select(WebhookDelivery.progress, func.count()).where(*these).group_by(WebhookDelivery.progress)
    told = {row[0]: row[1] for row in session.execute(counted)}
    return Replayed(*(told.get(one, 0) for one in (Progress.DELIVERED, Progress.WAITING, Progress.WITHHELD)))


def find_delivery(session: Session, webhook: Webhook, delivery_id: UUID) -> WebhookDelivery:
    """One message.

    :raises NotFound: when the webhook has none such, or has it no more
    """
    found = session.scalar(deliveries_of(webhook).where(WebhookDelivery.id == delivery_id))
    if found is None:
        raise NotFound
    return found


def attempts_of(delivery_ids: list[UUID]) -> Select[WebhookAttempt]:
    """What was tried with these, the newest first."""
    these = WebhookAttempt.delivery_id.in_(delivery_ids)
    return select(WebhookAttempt).where(these).order_by(WebhookAttempt.tried_at.desc(), WebhookAttempt.id.desc())


def areas_for(session: Session, actor: Actor) -> list[Area]:
    """The areas that the actor can have somebody told of, in their order."""
    areas = session.scalars(running_areas()).all()
    return [one for one in areas if actor.organisations or leads(actor, one.id)]
