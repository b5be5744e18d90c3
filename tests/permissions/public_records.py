"""Asks the policy of public records."""

from roadmaps.foundation.ids import new_id
from roadmaps.public_records import policy
from roadmaps.public_records.models import RecordsRequest
from roadmaps.roadmap.models import Roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene


def _roadmap(scene: Scene) -> Roadmap:
    return Roadmap(id=new_id(), area=scene.area, area_id=scene.area.id)


def a_request(scene: Scene, *, decided: bool = False) -> RecordsRequest:
    """One that is being prepared, or has been decided."""
    return RecordsRequest(id=new_id(), roadmap=_roadmap(scene), decided_at=LONG_AGO if decided else None)


CASES = [
    Case(policy.may_handle, lambda actor, scene: policy.may_handle(actor, _roadmap(scene))),
    Case(policy.may_prepare, lambda actor, scene: policy.may_prepare(actor, a_request(scene)), "being prepared"),
    Case(policy.may_prepare, lambda actor, scene: policy.may_prepare(actor, a_request(scene, decided=True)), "decided"),
]
