"""Asks the policy of accounts at other providers."""

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.single_sign_on import policy
from roadmaps.single_sign_on.models import ProviderAccount
from tests.permissions.scene import LONG_AGO, Case, Scene


def deactivated(scene: Scene, actor: Actor | None) -> Person:
    """The caller as a row, deactivated since the caller came to the door."""
    person = scene.myself(actor)
    person.deactivated_at = LONG_AGO
    return person


CASES = [
    Case(policy.may_tie, lambda actor, scene: policy.may_tie(actor, scene.other)),
    Case(policy.may_tie, lambda actor, scene: policy.may_tie(actor, scene.myself(actor)), "to oneself"),
    Case(policy.may_untie, lambda actor, scene: policy.may_untie(actor, ProviderAccount(person_id=scene.other.id))),
    Case(
        policy.may_untie,
        lambda actor, scene: policy.may_untie(actor, ProviderAccount(person_id=scene.my_id(actor))),
        "one's own",
    ),
    Case(policy.may_see_providers, lambda actor, _: policy.may_see_providers(actor)),
    Case(
        policy.may_tie,
        lambda actor, scene: policy.may_tie(actor, deactivated(scene, actor)),
        "to oneself, deactivated meanwhile",
    ),
]
