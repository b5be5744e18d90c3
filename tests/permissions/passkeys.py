"""Asks the policy of passkeys."""

from roadmaps.passkeys import policy
from roadmaps.passkeys.models import Passkey
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_keep, lambda actor, scene: policy.may_keep(actor, Passkey(person_id=scene.other.id)), "another's"),
    Case(
        policy.may_keep, lambda actor, scene: policy.may_keep(actor, Passkey(person_id=scene.my_id(actor))), "one's own"
    ),
]
