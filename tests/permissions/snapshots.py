"""Asks the policy of frozen versions."""

from roadmaps.roadmap.phases import Phase
from roadmaps.snapshots import policy
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case, Scene


def a_snapshot(scene: Scene, kind: SnapshotKind, *, is_public: bool = False) -> Snapshot:
    """A frozen version of the roadmap here, in no database; `is_public` tells of the working version."""
    return Snapshot(roadmap=a_roadmap(scene.area, is_public=is_public), kind=kind.value)


CASES = [
    *[
        Case(
            policy.may_read_snapshot,
            lambda actor, scene, kind=kind: policy.may_read_snapshot(actor, a_snapshot(scene, kind)),
            f"{kind.value} version",
        )
        for kind in SnapshotKind
    ],
    Case(
        policy.may_read_snapshot,
        lambda actor, scene: policy.may_read_snapshot(actor, a_snapshot(scene, SnapshotKind.WORKING, is_public=True)),
        "working version, where the roadmap is shown to everyone",
    ),
    Case(policy.may_freeze, lambda actor, scene: policy.may_freeze(actor, a_roadmap(scene.area))),
    Case(policy.may_import, lambda actor, scene: policy.may_import(actor, a_roadmap(scene.area))),
    Case(
        policy.may_import,
        lambda actor, scene: policy.may_import(actor, a_roadmap(scene.area, Phase.CLOSED)),
        "closed roadmap",
    ),
]
