"""Asks the policy of following."""

from roadmaps.following import policy
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_follow, lambda actor, scene: policy.may_follow(actor, a_roadmap(scene.area)), "shown to everyone"),
    Case(
        policy.may_follow,
        lambda actor, scene: policy.may_follow(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    Case(policy.may_follow_openly, lambda actor, _: policy.may_follow_openly(actor)),
    Case(policy.may_read_changes, lambda actor, scene: policy.may_read_changes(actor, a_roadmap(scene.area))),
]
