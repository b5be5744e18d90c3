"""What can be asked about webhooks and their messages."""

from uuid import UUID

from sqlalchemy import Select, select
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


def waiting_for(webhook: Webhook) -> Select[WebhookDelivery]:
    """What waits to be sent."""
    return deliveries_of(webhook).where(WebhookDelivery.progress == Progress.WAITING)


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
