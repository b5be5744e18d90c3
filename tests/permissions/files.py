"""Asks the policy of files."""

from roadmaps.areas.models import Area
from roadmaps.files import policy
from roadmaps.files.models import FileKind, HeldFile, StoredFile
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case


def a_file(area: Area, *, is_public: bool = True, is_removed: bool = False) -> StoredFile:
    """A file of the roadmap of the area, in no database."""
    return StoredFile(
        kind=FileKind.PICTURE,
        roadmap=a_roadmap(area, is_public=is_public),
        removed_at=LONG_AGO if is_removed else None,
    )


CASES = [
    Case(policy.may_see_files, lambda actor, scene: policy.may_see_files(actor, a_roadmap(scene.area))),
    Case(policy.may_upload, lambda actor, scene: policy.may_upload(actor, a_roadmap(scene.area))),
    Case(
        policy.may_upload,
        lambda actor, scene: policy.may_upload(actor, a_roadmap(scene.area, Phase.CLOSED)),
        "closed roadmap",
    ),
    Case(policy.may_upload, lambda actor, scene: policy.may_upload(actor, a_roadmap(scene.archived)), "area archived"),
    Case(policy.may_fetch, lambda actor, scene: policy.may_fetch(actor, a_file(scene.area)), "shown to everyone"),
    Case(
        policy.may_fetch,
        lambda actor, scene: policy.may_fetch(actor, a_file(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    Case(
        policy.may_fetch,
        lambda actor, scene: policy.may_fetch(actor, a_file(scene.area, is_public=False), [HeldFile(is_public=True)]),
        "not shown to everyone, in a public frozen version",
    ),
    Case(
        policy.may_fetch,
        lambda actor, scene: policy.may_fetch(actor, a_file(scene.area, is_removed=True)),
        "removed",
    ),
    Case(policy.may_remove, lambda actor, scene: policy.may_remove(actor, a_roadmap(scene.area))),
    Case(
        policy.may_fetch,
        lambda actor, scene: policy.may_fetch(
            actor, a_file(scene.area, is_public=False, is_removed=True), [HeldFile(is_public=False)]
        ),
        "not shown to everyone, removed, in a frozen version that is not public",
    ),
]
