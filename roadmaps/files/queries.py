"""What can be asked about files."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.files import policy
from roadmaps.files.models import HeldFile, StoredFile
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap


def files_of(roadmap: Roadmap) -> Select[StoredFile]:
    """The files of a roadmap that have not been removed, the newest first."""
    here = StoredFile.roadmap_id == roadmap.id, StoredFile.removed_at.is_(None)
    return select(StoredFile).where(*here).order_by(StoredFile.uploaded_at.desc(), StoredFile.id.desc())


def removed_files_of(roadmap: Roadmap) -> Select[StoredFile]:
    """Those that have been, the last first."""
    here = StoredFile.roadmap_id == roadmap.id, StoredFile.removed_at.is_not(None)
    return select(StoredFile).where(*here).order_by(StoredFile.removed_at.desc(), StoredFile.id.desc())


def find_file(session: Session, roadmap: Roadmap, file_id: UUID) -> StoredFile:
    """A file of the roadmap that has not been removed.

    :raises NotFound: when there is none
    """
    found = session.scalar(files_of(roadmap).where(StoredFile.id == file_id))
    if found is None:
        raise NotFound
    return found


def file_for(session: Session, file_id: UUID, actor: Actor | None) -> StoredFile:
    """The file with this address, for whoever may fetch it.

    :raises NotFound: when there is none, or it is not for the actor to see
    """
    file = session.get(StoredFile, file_id)
    if file is None or not policy.may_fetch(actor, file, holds_of(session, [file.id]).get(file.id, ())):
        raise NotFound
    return file


def files_named(session: Session, ids: Collection[UUID]) -> Mapping[UUID, StoredFile]:
    """The files with these ids, removed or not, whoever asks."""
    if not ids:
        return {}
    return {one.id: one for one in session.scalars(select(StoredFile).where(StoredFile.id.in_(ids)))}


def holds_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, Sequence[HeldFile]]:
    """What holds these files, by file."""
    found: dict[UUID, list[HeldFile]] = {}
    for one in session.scalars(select(HeldFile).where(HeldFile.file_id.in_(list(ids)))):
        found.setdefault(one.file_id, []).append(one)
    return found


def sent_since(session: Session, actor: Actor, since: datetime) -> tuple[int, int]:
    """How many files the person has sent since then, and how many bytes they are."""
    asked = select(func.count(), func.coalesce(func.sum(StoredFile.size), 0)).where(
        StoredFile.uploaded_by_id == actor.person_id, StoredFile.uploaded_at > since
    )
    count, size = session.execute(asked).one()
    return int(count), int(size)


def with_content(digest: str) -> Select[StoredFile]:
    """Every file with this content, to be asked for by whoever is about to keep it or let it go: they wait for each other."""
    return select(StoredFile).where(StoredFile.sha256 == digest).with_for_update(of=StoredFile)
