"""What this room hangs in the pages of others, and where it shows files."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.binder.queries import exhibits_of
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap


def in_binder(session: Session, roadmap: Roadmap) -> Iterator[tuple[UUID, Sentence, str]]:
    """Each file of the area that was put in, with the page that it is on."""
    for one in session.scalars(exhibits_of(roadmap.area_id)).unique():
        if one.file_id and one.counts:
            yield one.file_id, say("the binder"), f"/areas/{roadmap.area.slug}/binder/{one.criterion.value}"
