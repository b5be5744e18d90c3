"""Pictures of texts for papers: what a paper needs of each, as far as it is for whoever asks. No Flask."""

import logging
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.files import policy
from roadmaps.files.models import FileKind, StoredFile
from roadmaps.files.queries import files_named, holds_of
from roadmaps.files.stores import Store, StoreFailed
from roadmaps.foundation.prose import files_in
from roadmaps.papers.tree import Picture
from roadmaps.roadmap.models import Roadmap

log = logging.getLogger(__name__)
# A paper with more than these would be too heavy to be sent to anybody; the words of the rest are told.
MOST_BYTES = 60_000_000
_DOTS_PER_INCH = 150


def files_shown(session: Session, roadmap: Roadmap, texts: Iterable[str]) -> Sequence[StoredFile]:
    """The files of the roadmap that texts or their HTML name, by their ids, without those that were removed."""
    ids = files_in(*texts)
    if not ids:
        return []
    here = StoredFile.id.in_(ids), StoredFile.roadmap_id == roadmap.id, StoredFile.removed_at.is_(None)
    return session.scalars(select(StoredFile).where(*here).order_by(StoredFile.id)).all()


def pictures_in(
    session: Session, store: Store, texts: Iterable[str], *, viewer: Actor | None, site: str = ""
) -> Mapping[str, Picture]:
    """The pictures that HTML shows, by their addresses in it. What is missing or not for the viewer is left out."""
    files = files_named(session, files_in(*texts))
    held = holds_of(session, files) if files else {}
    found: dict[str, Picture] = {}
    size = 0
    for key in sorted(files):
        file = files[key]
        if file.kind is not FileKind.PICTURE or not policy.may_fetch(viewer, file, held.get(key, ())):
            continue
        content = _content(store, file)
        if content is None or size + len(content) > MOST_BYTES:
            continue
        size += len(content)
        found[file.address] = _as_picture(file, content, site)
    return found


def _content(store: Store, file: StoredFile) -> bytes | None:
    try:
        content = store.get(file.sha256)
    except StoreFailed:
        log.exception("the picture %s could not be had for a paper", file.id)
        return None
    if content is None:
        log.error("the content of file %s is missing or damaged", file.id)
    return content


def _as_picture(file: StoredFile, content: bytes, site: str) -> Picture:
    width, height = ((side or 1) * 72 / _DOTS_PER_INCH for side in (file.width, file.height))
    address = f"{site}{file.address}" if site else ""
    return Picture(content, file.sha256, file.media_type, width, height, file.alt, address)
