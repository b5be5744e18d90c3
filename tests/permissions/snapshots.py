"""Asks the policy of frozen versions."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap.phases import Phase
from roadmaps.snapshots import policy
from roadmaps.snapshots.models import ExportJob, Snapshot, SnapshotKind
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case, Scene


def a_snapshot(scene: Scene, kind: SnapshotKind, *, is_public: bool = False) -> Snapshot:
    """A frozen version of the roadmap here, in no database; `is_public` tells of the working version."""
    return Snapshot(roadmap=a_roadmap(scene.area, is_public=is_public), kind=kind.value)


def a_job(scene: Scene, kind: SnapshotKind, person_id: UUID | None, **wish: list[str]) -> ExportJob:
    """Files of a frozen version, asked for by somebody, in no database."""
    snapshot = a_snapshot(scene, kind)
    return ExportJob(person_id=person_id, snapshot=snapshot, roadmap=snapshot.roadmap, wish=wish)


def my_job_of_today(actor: Actor | None, scene: Scene) -> ExportJob:
    """Files of the text as it stands, asked for by oneself."""
    roadmap = a_roadmap(scene.area, is_public=False)
    return ExportJob(person_id=scene.my_id(actor), snapshot=None, roadmap=roadmap, wish={})


def of_today() -> ExportJob:
    """Files of the text as it stands, asked for by nobody who is known."""
    return ExportJob(person_id=None, snapshot=None)


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
    Case(
        policy.may_take_comments,
        lambda actor, scene: policy.may_take_comments(actor, a_roadmap(scene.area, is_public=False)),
    ),
    Case(
        policy.may_take_comments,
        lambda actor, scene: policy.may_take_comments(actor, a_roadmap(scene.area)),
        "roadmap that is shown to everyone",
    ),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(actor, a_job(scene, SnapshotKind.ADOPTED, scene.my_id(actor))),
        "of an adopted version, asked for by oneself",
    ),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(
            actor, a_job(scene, SnapshotKind.ADOPTED, scene.my_id(actor), comments=["yes"])
        ),
        "of an adopted version with comments, asked for by oneself",
    ),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(actor, a_job(scene, SnapshotKind.WORKING, scene.my_id(actor))),
        "of a frozen working version, asked for by oneself",
    ),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(actor, my_job_of_today(actor, scene)),
        "of the text as it stands, asked for by oneself",
    ),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(actor, a_job(scene, SnapshotKind.ADOPTED, scene.other.id)),
        "asked for by somebody else",
    ),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(actor, a_job(scene, SnapshotKind.ADOPTED, None)),
        "of an adopted version, asked for by a stranger",
    ),
    Case(policy.may_choose_template, lambda actor, scene: policy.may_choose_template(actor)),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(actor, a_job(scene, SnapshotKind.WORKING, None)),
        "of a working version, asked for by a stranger",
    ),
    Case(
        policy.may_fetch_files,
        lambda actor, scene: policy.may_fetch_files(actor, of_today()),
        "of no frozen version, asked for by a stranger",
    ),
]
