"""What can be asked about frozen versions. Their contents are heavy, so lists leave them out."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import policy
from roadmaps.snapshots.codes import start_of_hash
from roadmaps.snapshots.models import DocumentTemplate, ExportChoice, ExportJob, Snapshot, SnapshotKind


def snapshots_of(roadmap: Roadmap, actor: Actor | None) -> Select[Snapshot]:
    """The frozen versions that the actor may read, newest first, without their contents."""
    return _light(select(Snapshot).where(Snapshot.roadmap_id == roadmap.id, policy.visible_in(roadmap, actor)))


def find_snapshot(session: Session, roadmap: Roadmap, number: int, actor: Actor | None) -> Snapshot:
    """One frozen version, whole.

    :raises NotFound: when there is none, or it is not for the actor to see
    """
    found = session.scalar(select(Snapshot).where(Snapshot.roadmap_id == roadmap.id, Snapshot.number == number))
    if found is None or not policy.may_read_snapshot(actor, found):
        raise NotFound
    return found


def snapshot_with_digest(session: Session, sha256: str, actor: Actor | None) -> Snapshot | None:
    """The frozen version whose content hashes to this, if the actor may read it."""
    found = session.scalar(_light(select(Snapshot).where(Snapshot.sha256 == sha256)))
    return found if found is not None and policy.may_read_snapshot(actor, found) else None


def snapshots_with_code(session: Session, code: str, actor: Actor | None) -> Sequence[Snapshot]:
    """The frozen versions that have this short code, of those that the actor may read; hardly ever more than one."""
    start = start_of_hash(code)
    if start is None:
        return []
    # Every hash that begins so, by its index: no sign of a hash comes after f.
    found = session.scalars(_light(select(Snapshot).where(Snapshot.sha256 >= start, Snapshot.sha256 < f"{start}g")))
    return [one for one in found if policy.may_read_snapshot(actor, one)]


def latest(session: Session, roadmap: Roadmap, kind: SnapshotKind) -> Snapshot | None:
    """The newest frozen version of one kind, without its content."""
    of_kind = select(Snapshot).where(Snapshot.roadmap_id == roadmap.id, Snapshot.kind == kind.value)
    return session.scalar(_light(of_kind).limit(1))


def latest_public(session: Session, roadmap: Roadmap) -> Snapshot | None:
    """What somebody without an account should read: the newest adopted version, or else the newest consultation."""
    return latest(session, roadmap, SnapshotKind.ADOPTED) or latest(session, roadmap, SnapshotKind.CONSULTATION)


def newer_than(snapshot: Snapshot, visible: Sequence[Snapshot]) -> Snapshot | None:
    """What has come after a version, of those visible (newest first): the newest of its kind, or what was adopted since."""
    after = [one for one in visible if one.number > snapshot.number]
    same = next((one for one in after if one.kind == snapshot.kind), None)
    return same or next((one for one in after if one.sort is SnapshotKind.ADOPTED), None)


def _light(query: Select[Snapshot]) -> Select[Snapshot]:
    return query.options(defer(Snapshot.content), defer(Snapshot.html)).order_by(Snapshot.number.desc())


def template_in_use(session: Session) -> DocumentTemplate | None:
    """The Word file whose styles exports take, if the region has given one; its content comes when it is asked for."""
    return session.scalar(select(DocumentTemplate).where(DocumentTemplate.ended_at.is_(None)))


def templates_ever() -> Select[DocumentTemplate]:
    """Every Word template that there has been, newest first."""
    return select(DocumentTemplate).order_by(DocumentTemplate.added_at.desc(), DocumentTemplate.id.desc())


def find_template(session: Session, template_id: UUID) -> DocumentTemplate:
    """:raises NotFound: when there is none."""
    found = session.get(DocumentTemplate, template_id)
    if found is None:
        raise NotFound
    return found


def find_files(session: Session, job_id: UUID, actor: Actor | None) -> ExportJob:
    """What somebody asked to be made.

    :raises NotFound: when it is not there any more, or somebody else asked
    """
    job = session.get(ExportJob, job_id)
    if job is None or not policy.may_fetch_files(actor, job):
        raise NotFound(say("There are no such files any more. What is made for somebody is kept for three days."))
    return job


def files_asked_by(person_id: UUID, roadmap: Roadmap | None = None) -> Select[ExportJob]:
    """What a person has asked to be made, of one roadmap or of all, newest first."""
    asked = select(ExportJob).where(ExportJob.person_id == person_id)
    if roadmap is not None:
        asked = asked.where(ExportJob.roadmap_id == roadmap.id)
    return asked.order_by(ExportJob.asked_at.desc(), ExportJob.id.desc())


def wish_of(session: Session, actor: Actor | None) -> Mapping[str, Any] | None:
    """What the person took home last; None for strangers and those who have not chosen yet."""
    choice = session.get(ExportChoice, actor.person_id) if actor else None
    return choice.wish if choice else None
