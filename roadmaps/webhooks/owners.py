"""Whether whoever set a webhook up may still have it told: asked before each message, and by the page, which says why not."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.webhooks import policy
from roadmaps.webhooks.models import Webhook


def owner_of(session: Session, webhook: Webhook, at: datetime) -> Actor | None:
    """As whom messages are sent; None when that person has no access any more."""
    on = day_of(at)
    return load_actor(session, webhook.owner_id, on=on, acting_for_id=webhook.organisation_id)


def why_not_told(session: Session, webhook: Webhook, *, at: datetime) -> Sentence | None:
    """Why the next message will not be sent, or not every one; None while nothing is in the way."""
    owner, name = owner_of(session, webhook, at), webhook.owner.name
    if owner is None:
        return say("%(name)s, who set it up, has no access to the site any more.", name=name)
    if None in owner.mutes:
        return say("%(name)s, who set it up, may not write here for a time.", name=name)
    if not policy.may_use(owner):
        return say("%(name)s, who set it up, leads no area and acts for no organisation any more.", name=name)
    if webhook.covers_every_area:
        if policy.may_cover_everything(owner, webhook.organisation_id):
            return None
        return say("%(name)s, who set it up, may not have it told of all areas any more.", name=name)
    lost = [one.name for one in webhook.areas if not policy.may_cover(owner, one.id, webhook.organisation_id)]
    if not lost:
        return None
    return say("%(name)s, who set it up, may not have it told of %(areas)s any more.", name=name, areas=", ".join(lost))
