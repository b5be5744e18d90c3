"""Asks the policy of the six-step process."""

from roadmaps.six_steps import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_tell, lambda actor, scene: policy.may_tell(actor, scene.area), "of an area"),
    Case(policy.may_tell, lambda actor, scene: policy.may_tell(actor, scene.archived), "of an archived area"),
]
