"""Asks the policy of the loose ends."""

from roadmaps.logic import policy
from roadmaps.roadmap.models import Roadmap
from tests.permissions.scene import Case

CASES = [
    Case(
        policy.may_see_loose_ends,
        lambda actor, scene: policy.may_see_loose_ends(actor, Roadmap(area_id=scene.area.id, area=scene.area)),
    ),
]
