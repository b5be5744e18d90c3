"""Messages that are sent once more, and trials."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.webhooks import policy
from roadmaps.webhooks.events import WebhookReplayed
from roadmaps.webhooks.happenings import Happening
from roadmaps.webhooks.models import Progress, Webhook, WebhookDelivery
from roadmaps.webhooks.noticing import Notice
from roadmaps.webhooks.rules.writing import add_message

MOST_TRIALS_WAITING = 5


def send_trial(session: Session, webhook: Webhook, *, at: datetime, actor: Actor) -> WebhookDelivery:
    """Write a message that tells of nothing, in its place after those that wait.

    :raises Invalid: when some wait already
    """
    _own(webhook, actor)
    trials = WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.happening == Happening.TRIAL
    waiting = session.scalars(select(WebhookDelivery.id).where(*trials, WebhookDelivery.progress == Progress.WAITING))
    if len(waiting.all()) >= MOST_TRIALS_WAITING:
        raise Invalid(say("Several trials wait already."))
    webhook.due_at = min(webhook.due_at, at)
    return add_message(session, webhook, Notice(Happening.TRIAL, None, None, at), at=at)


def replay_one(session: Session, webhook: Webhook, delivery: WebhookDelivery, *, at: datetime, actor: Actor) -> None:
    """Send one message again, with the id and the number that it had. One that waits is tried at once."""
    _own(webhook, actor)
    delivery.progress = Progress.WAITING
    webhook.due_at = min(webhook.due_at, at)
    record(session, WebhookReplayed(webhook.id, actor.person_id, at, 1))


def replay_since(session: Session, webhook: Webhook, *, since: datetime, at: datetime, actor: Actor) -> int:
    """Send all messages since a moment again, in their order, before any that is newer; return how many these are."""
    _own(webhook, actor)
    these = WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.written_at >= since
    found = session.scalars(select(WebhookDelivery).where(*these)).all()
    for one in found:
        one.progress = Progress.WAITING
    webhook.due_at = min(webhook.due_at, at)
    if found:
        record(session, WebhookReplayed(webhook.id, actor.person_id, at, len(found)))
    return len(found)


def _own(webhook: Webhook, actor: Actor) -> None:
    if not policy.may_change(actor, webhook):
        raise NotAllowed(say("Only the one who set it up can do this, until it is ended."))
