"""Who may have other systems told, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.policy import LEADING, leads
from roadmaps.webhooks.models import Webhook


def may_use(actor: Actor | None) -> bool:
    """Coordinators, those who lead an area, and whoever acts for an organisation."""
    if actor is None:
        return False
    return actor.is_coordinator or bool(actor.organisations) or any(actor.has(one, *LEADING) for one in actor.roles)


def may_cover(actor: Actor | None, area_id: UUID, organisation_id: UUID | None = None) -> bool:
    """Coordinators, those who lead the area, and others for an organisation that they act for; nobody who is muted there.

    What they are told in the end is what they may see.
    """
    if actor is None or actor.muted_until(area_id) is not None:
        return False
    return leads(actor, area_id) or organisation_id in dict(actor.organisations)


def may_cover_everything(actor: Actor | None, organisation_id: UUID | None = None) -> bool:
    """Coordinators, and others for an organisation that they act for; nobody who is muted everywhere."""
    if actor is None or None in actor.mutes:
        return False
    return actor.is_coordinator or organisation_id in dict(actor.organisations)


def may_see(actor: Actor | None, webhook: Webhook) -> bool:
    """Whoever set it up, and coordinators."""
    return actor is not None and (actor.is_coordinator or actor.person_id == webhook.owner_id)


def may_change(actor: Actor | None, webhook: Webhook) -> bool:
    """Whoever set it up, until it is ended: what is sent is what that person may see, and the secret is theirs."""
    return webhook.is_open and actor is not None and actor.person_id == webhook.owner_id and may_use(actor)


def may_stop(actor: Actor | None, webhook: Webhook) -> bool:
    """Whoever set it up, and coordinators, pause it and end it."""
    return webhook.is_open and may_see(actor, webhook)


def may_be_told(owner: Actor | None, webhook: Webhook, area_id: UUID | None) -> bool:
    """The owner, as long as they may still have it told of the area; of a trial, which is of none, anywhere."""
    if owner is None or None in owner.mutes or not may_use(owner):
        return False
    return area_id is None or may_cover(owner, area_id, webhook.organisation_id)
