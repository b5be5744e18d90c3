"""Which frozen versions show files, for the list of an area's files. No Flask."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.files.models import HeldFile
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot


def in_frozen_versions(session: Session, roadmap: Roadmap) -> Iterator[tuple[UUID, Sentence, str]]:
    """Each file with the frozen version that holds it."""
    held = (
        select(HeldFile.file_id, Snapshot.number)
        .join(Snapshot, Snapshot.id == HeldFile.holder_id)
        .where(Snapshot.roadmap_id == roadmap.id)
        .order_by(Snapshot.number)
    )
    for file_id, number in session.execute(held):
        address = f"/areas/{roadmap.area.slug}/snapshots/{number}"
        yield file_id, say("version %(number)s", number=number), address
