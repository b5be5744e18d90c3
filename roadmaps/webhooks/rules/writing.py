"""Writing messages in the unit of work of what they tell of, numbered for each receiver; and forgetting old ones."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from roadmaps.foundation.events import Event
from roadmaps.foundation.ids import new_id
from roadmaps.webhooks.models import Progress, Webhook, WebhookAttempt, WebhookDelivery, webhook_areas
from roadmaps.webhooks.noticing import Notice, notice

# Messages can be had again for so long, and wait no longer for a receiver that is paused.
KEPT = timedelta(days=30)


def write_messages(session: Session, events: Sequence[Event], *, at: datetime) -> None:
    """Write what the events of a unit of work mean to each receiver, in the order in which they were recorded.

    The rows of the receivers are the locks for their numbers, taken in one order: who comes later waits until this is
    kept, so that a number is seen only when all before it are.
    """
    noticed = [found for event in events if (found := notice(session, event, at=at)) is not None]
    if not noticed:
        return
    for webhook in _told_of(session, noticed):
        covered = None if webhook.covers_every_area else {area.id for area in webhook.areas}
        for one in noticed:
            if one.happening.value in webhook.happenings and (covered is None or one.area_id in covered):
                add_message(session, webhook, one, at=at)


def add_message(session: Session, webhook: Webhook, told: Notice, *, at: datetime) -> WebhookDelivery:
    """The next message for a receiver whose row is locked."""
    webhook.last_number += 1
    delivery = WebhookDelivery(
        id=new_id(),
        webhook_id=webhook.id,
        number=webhook.last_number,
        happening=told.happening,
        area_id=told.area_id,
        facts={**told.facts, "roadmap": str(told.roadmap_id) if told.roadmap_id else None},
        happened_at=told.at,
        written_at=at,
        progress=Progress.WAITING,
        attempts=0,
    )
    session.add(delivery)
    return delivery


def forget_old(session: Session, at: datetime) -> None:
    """Throw away messages after a month, with what was tried; those of receivers that never took them too."""
    old = select(WebhookDelivery.id).where(WebhookDelivery.written_at < at - KEPT)
    session.execute(delete(WebhookAttempt).where(WebhookAttempt.delivery_id.in_(old)))
    session.execute(delete(WebhookDelivery).where(WebhookDelivery.written_at < at - KEPT))


def _told_of(session: Session, noticed: Sequence[Notice]) -> Sequence[Webhook]:
    areas = {one.area_id for one in noticed if one.area_id}
    covered = select(webhook_areas.c.webhook_id).where(webhook_areas.c.area_id.in_(areas))
    return session.scalars(
        select(Webhook)
        .where(Webhook.ended_at.is_(None), or_(Webhook.covers_every_area, Webhook.id.in_(covered)))
        .order_by(Webhook.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
