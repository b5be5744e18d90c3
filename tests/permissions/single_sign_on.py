"""Asks the policy of accounts at other providers."""

from roadmaps.single_sign_on import policy
from roadmaps.single_sign_on.models import ProviderAccount
from tests.permissions.scene import Case

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
]
