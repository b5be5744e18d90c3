"""Asks the policy of moderation."""

from roadmaps.moderation import policy
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case

CASES = [
    Case(
        policy.may_read_log, lambda actor, scene: policy.may_read_log(actor, a_roadmap(scene.area)), "shown to everyone"
    ),
    Case(
        policy.may_read_log,
        lambda actor, scene: policy.may_read_log(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    Case(policy.may_see_news, lambda actor, scene: policy.may_see_news(actor, a_roadmap(scene.area))),
]
