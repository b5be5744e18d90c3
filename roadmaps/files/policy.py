"""Who may do what with files, one sentence each."""

from collections.abc import Collection

from roadmaps.accounts.actors import Actor
from roadmaps.files.models import HeldFile, StoredFile
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_see_files(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The list of a roadmap's files: those who may read what is never public, as it tells who has sent them."""
    return roadmap_policy.may_read_unpublished(actor, roadmap)


def may_upload(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may propose and say something about the roadmap, and so whoever may write in it."""
    return roadmap_policy.may_comment(actor, roadmap)


def may_fetch(actor: Actor | None, file: StoredFile, held: Collection[HeldFile] = ()) -> bool:
    """Those who may read the roadmap, and everybody what a public frozen version shows, by which it is then held."""
    if any(one.is_public for one in held):
        return True
    return (not file.is_removed or bool(held)) and roadmap_policy.may_read(actor, file.roadmap)


def may_remove(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leader and deputies, and the coordinator."""
    return roadmap_policy.may_moderate(actor, roadmap)
