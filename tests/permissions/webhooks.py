"""Asks the policy of webhooks."""

from dataclasses import replace
from datetime import date

from roadmaps.accounts.actors import Actor
from roadmaps.webhooks import policy
from roadmaps.webhooks.models import Webhook
from tests.permissions.scene import LONG_AGO, Case, Scene


def a_webhook(scene: Scene, actor: Actor | None, *, is_own: bool = True, is_ended: bool = False) -> Webhook:
    """A receiver, in no database."""
    owner = scene.my_id(actor) if is_own else scene.other.id
    return Webhook(owner_id=owner, organisation_id=None, ended_at=LONG_AGO if is_ended else None)


def muted(actor: Actor | None) -> Actor | None:
    """The caller, who may not write anywhere just now."""
    return replace(actor, mutes={None: date(2030, 1, 1)}) if actor else None


def alone(actor: Actor | None) -> Actor | None:
    """The caller, who acts for no organisation any more."""
    return replace(actor, organisations=()) if actor else None


CASES = [
    Case(policy.may_use, lambda actor, _: policy.may_use(actor)),
    Case(policy.may_cover, lambda actor, scene: policy.may_cover(actor, scene.area.id), "an area"),
    Case(
        policy.may_cover,
        lambda actor, scene: policy.may_cover(actor, scene.area.id, scene.organisation_of(actor)),
        "an area, for the own organisation",
    ),
    Case(policy.may_cover, lambda actor, scene: policy.may_cover(muted(actor), scene.area.id), "an area, while muted"),
    Case(policy.may_cover_everything, lambda actor, _: policy.may_cover_everything(actor)),
    Case(
        policy.may_cover_everything,
        lambda actor, scene: policy.may_cover_everything(actor, scene.organisation_of(actor)),
        "for the own organisation",
    ),
    Case(policy.may_see, lambda actor, scene: policy.may_see(actor, a_webhook(scene, actor)), "the own"),
    Case(
        policy.may_see,
        lambda actor, scene: policy.may_see(actor, a_webhook(scene, actor, is_own=False)),
        "somebody else's",
    ),
    Case(policy.may_change, lambda actor, scene: policy.may_change(actor, a_webhook(scene, actor)), "the own"),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, a_webhook(scene, actor, is_own=False)),
        "somebody else's",
    ),
    Case(
        policy.may_stop,
        lambda actor, scene: policy.may_stop(actor, a_webhook(scene, actor, is_own=False)),
        "somebody else's",
    ),
    Case(policy.may_stop, lambda actor, scene: policy.may_stop(actor, a_webhook(scene, actor, is_ended=True)), "ended"),
    Case(
        policy.may_be_told,
        lambda actor, scene: policy.may_be_told(actor, a_webhook(scene, actor), scene.area.id),
        "what happens in an area",
    ),
    Case(
        policy.may_be_told,
        lambda actor, scene: policy.may_be_told(muted(actor), a_webhook(scene, actor), scene.area.id),
        "what happens in an area, while muted",
    ),
    Case(policy.may_use, lambda actor, scene: policy.may_use(alone(actor)), "acting for no organisation"),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, a_webhook(scene, actor, is_ended=True)),
        "the own, ended",
    ),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(alone(actor), a_webhook(scene, actor)),
        "the own, acting for no organisation",
    ),
    Case(
        policy.may_be_told, lambda actor, scene: policy.may_be_told(actor, a_webhook(scene, actor), None), "of a trial"
    ),
    Case(
        policy.may_be_told,
        lambda actor, scene: policy.may_be_told(muted(actor), a_webhook(scene, actor), None),
        "of a trial, while muted",
    ),
    Case(
        policy.may_be_told,
        lambda actor, scene: policy.may_be_told(alone(actor), a_webhook(scene, actor), None),
        "of a trial, acting for no organisation",
    ),
]
