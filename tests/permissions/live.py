"""Asks the policy of writing together."""

from roadmaps.live import policy
from roadmaps.roadmap.models import Lock
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_join, lambda actor, scene: policy.may_join(actor, a_roadmap(scene.area), None), "not locked"),
    Case(policy.may_join, lambda actor, scene: policy.may_join(actor, a_roadmap(scene.area), Lock()), "locked"),
    Case(
        policy.may_join,
        lambda actor, scene: policy.may_join(actor, a_roadmap(scene.area, Phase.PAUSED), None),
        "paused",
    ),
    Case(
        policy.may_join,
        lambda actor, scene: policy.may_join(actor, a_roadmap(scene.archived), None),
        "area archived",
    ),
]
