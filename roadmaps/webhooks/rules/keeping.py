"""Setting up, changing, pausing and ending webhooks, and giving them another secret."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sealing import Seal
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.webhooks import policy
from roadmaps.webhooks.events import (
    WebhookChanged,
    WebhookEnded,
    WebhookPaused,
    WebhookResumed,
    WebhookSecretRenewed,
    WebhookSetUp,
)
from roadmaps.webhooks.happenings import CHOICES, Happening
from roadmaps.webhooks.models import Pause, Webhook, WebhookSecret
from roadmaps.webhooks.signing import new_secret

MOST_OPEN = 10
# Both secrets sign for so long after a new one was made.
OVERLAP = timedelta(days=2)


@dataclass(frozen=True)
class Wish:
    """What is to be told where. Of no area: of all, also those that come later."""

    name: str
    address: str
    happenings: Sequence[Happening]
    areas: Collection[UUID] = ()
    organisation_id: UUID | None = None


def set_up(session: Session, wish: Wish, *, seal: Seal, at: datetime, actor: Actor) -> tuple[Webhook, str]:
    """Tell another system from now on; return what is kept, and the secret, which is told this once.

    :param wish: its address has been looked at already (`addresses.checked_address`)
    :raises NotAllowed: when the actor may not have it told of that
    :raises Invalid: when the actor has too many, or nothing is chosen
    """
    if not policy.may_use(actor):
        raise NotAllowed(say("Coordinators, those who lead an area, and people of organisations can do this."))
    if any(actor.muted_until(one) for one in wish.areas) or None in actor.mutes:
        raise NotAllowed(say("You may not write here for a time, so nobody is told for you either."))
    areas = _areas(session, wish, actor)
    own = select(func.count()).where(Webhook.owner_id == actor.person_id, Webhook.ended_at.is_(None))
    if (session.scalar(own) or 0) >= MOST_OPEN:
        raise Invalid(say("You have %(most)s of these already. End one that nobody uses.", most=MOST_OPEN))
    webhook = Webhook(
        id=new_id(),
        name=wish.name,
        address=wish.address,
        happenings=_words(wish),
        covers_every_area=not wish.areas,
        areas=areas,
        owner_id=actor.person_id,
        organisation_id=wish.organisation_id,
        made_at=at,
        last_number=0,
        due_at=at,
        failures=0,
    )
    session.add(webhook)
    session.flush()
    secret = _add_secret(session, webhook, seal, at)
    record(session, WebhookSetUp(webhook.id, actor.person_id, at))
    return webhook, secret


def change(session: Session, webhook: Webhook, wish: Wish, *, at: datetime, actor: Actor) -> None:
    """Send elsewhere, or tell of other things; what waits already is sent to the new address."""
    _own(webhook, actor)
    webhook.areas = _areas(session, wish, actor)
    webhook.name, webhook.address, webhook.happenings = wish.name, wish.address, _words(wish)
    webhook.covers_every_area, webhook.organisation_id = not wish.areas, wish.organisation_id
    webhook.due_at, webhook.failures, webhook.failing_since = at, 0, None
    record(session, WebhookChanged(webhook.id, actor.person_id, at))


def renew_secret(session: Session, webhook: Webhook, *, seal: Seal, at: datetime, actor: Actor) -> str:
    """Give it a new secret, told this once; the one before signs beside it for two days yet."""
    _own(webhook, actor)
    standing = WebhookSecret.webhook_id == webhook.id, WebhookSecret.ends_at.is_(None)
    session.execute(update(WebhookSecret).where(*standing).values(ends_at=at + OVERLAP))
    secret = _add_secret(session, webhook, seal, at)
    record(session, WebhookSecretRenewed(webhook.id, actor.person_id, at))
    return secret


def pause(session: Session, webhook: Webhook, *, at: datetime, actor: Actor) -> None:
    """Send nothing for a time. To pause it twice changes nothing."""
    _stoppable(webhook, actor)
    if webhook.paused_at is None:
        webhook.paused_at, webhook.pause = at, Pause.CHOSEN
        record(session, WebhookPaused(webhook.id, actor.person_id, at, Pause.CHOSEN.value))


def resume(session: Session, webhook: Webhook, *, at: datetime, actor: Actor) -> None:
    """Send again, beginning with what has waited."""
    _own(webhook, actor)
    if webhook.paused_at is not None:
        webhook.paused_at = webhook.pause = None
        webhook.due_at, webhook.failures, webhook.failing_since = at, 0, None
        record(session, WebhookResumed(webhook.id, actor.person_id, at))


def end(session: Session, webhook: Webhook, *, at: datetime, actor: Actor) -> None:
    """Tell it nothing any more, and throw its secrets away."""
    _stoppable(webhook, actor)
    webhook.ended_at, webhook.ended_by_id = at, actor.person_id
    session.execute(update(WebhookSecret).where(WebhookSecret.webhook_id == webhook.id).values(sealed="", ends_at=at))
    record(session, WebhookEnded(webhook.id, actor.person_id, at))


def _areas(session: Session, wish: Wish, actor: Actor) -> list[Area]:
    """The areas that are meant, as far as the actor may have it told of them."""
    if wish.organisation_id and wish.organisation_id not in dict(actor.organisations):
        raise NotAllowed(say("You do not act for this organisation."))
    if not wish.areas and not policy.may_cover_everything(actor, wish.organisation_id):
        raise _refused("areas", say("Choose the areas that you lead, or an organisation that you act for."))
    if not all(policy.may_cover(actor, one, wish.organisation_id) for one in wish.areas):
        raise _refused("areas", say("Choose the areas that you lead, or an organisation that you act for."))
    return list(session.scalars(select(Area).where(Area.id.in_(wish.areas)).order_by(Area.position)))


def _words(wish: Wish) -> list[str]:
    if not wish.happenings:
        raise _refused("happenings", say("Choose at least one."))
    return [one.value for one in CHOICES if one in wish.happenings]


def _add_secret(session: Session, webhook: Webhook, seal: Seal, at: datetime) -> str:
    secret = new_secret()
    kept = WebhookSecret(id=new_id(), webhook_id=webhook.id, made_at=at)
    kept.sealed = seal.seal(secret, kept.id.bytes)
    session.add(kept)
    return secret


def _own(webhook: Webhook, actor: Actor) -> None:
    if not policy.may_change(actor, webhook):
        raise NotAllowed(say("Only the one who set it up can do this, until it is ended."))


def _stoppable(webhook: Webhook, actor: Actor) -> None:
    if not policy.may_stop(actor, webhook):
        raise NotAllowed(say("Only the one who set it up and coordinators can do this, until it is ended."))


def _refused(field: str, why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {field: why})
