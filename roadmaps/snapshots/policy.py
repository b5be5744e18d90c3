"""Who may do what with frozen versions, one sentence each."""

from sqlalchemy import ColumnElement, true

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import ExportJob, Snapshot, SnapshotKind

PUBLIC = tuple(kind.value for kind in SnapshotKind if kind.is_public)


def may_read_snapshot(actor: Actor | None, snapshot: Snapshot) -> bool:
    """Consultation and adopted versions: everybody; the others: those who may read the working version."""
    return snapshot.sort.is_public or roadmap_policy.may_read(actor, snapshot.roadmap)


def may_freeze(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leader and deputies, and the coordinator."""
    return roadmap_policy.may_moderate(actor, roadmap)


def may_import(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who lead the area, while the roadmap is open for writing."""
    return roadmap_policy.may_moderate(actor, roadmap) and roadmap_policy.may_write(actor, roadmap)


def may_take_comments(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may read the working version, where the comments stand."""
    return roadmap_policy.may_read(actor, roadmap)


def may_fetch_files(actor: Actor | None, job: ExportJob) -> bool:
    """Who asked for them alone, while they may read what the files hold; a stranger's, of a public version, everybody."""
    if job.person_id is None:
        return job.snapshot is not None and job.snapshot.sort.is_public
    if actor is None or actor.person_id != job.person_id:
        return False
    if job.snapshot is None:
        return roadmap_policy.may_read(actor, job.roadmap)
    holds_comments = bool(job.wish.get("comments"))
    return may_read_snapshot(actor, job.snapshot) and (not holds_comments or may_take_comments(actor, job.roadmap))


def may_choose_template(actor: Actor | None) -> bool:
    """Coordinators."""
    return actor is not None and actor.is_coordinator


def visible_in(roadmap: Roadmap, actor: Actor | None) -> ColumnElement[bool]:
    """That one may read a frozen version of this roadmap."""
    return true() if roadmap_policy.may_read(actor, roadmap) else Snapshot.kind.in_(PUBLIC)
