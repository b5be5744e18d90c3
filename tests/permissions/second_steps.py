"""Asks the policy of second steps."""

from roadmaps.second_steps import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_choose, lambda actor, _: policy.may_choose(actor)),
    Case(policy.may_set_up, lambda actor, scene: policy.may_set_up(actor, scene.other), "another person's"),
    Case(policy.may_set_up, lambda actor, scene: policy.may_set_up(actor, scene.myself(actor)), "one's own"),
    Case(policy.may_reset, lambda actor, scene: policy.may_reset(actor, scene.other), "another person's"),
    Case(policy.may_reset, lambda actor, scene: policy.may_reset(actor, scene.myself(actor)), "one's own"),
    Case(policy.may_reset, lambda actor, scene: policy.may_reset(actor, scene.deactivated), "a deactivated person's"),
]
