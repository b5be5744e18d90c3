"""Finding what an address of this room names."""

from sqlalchemy.orm import Session

from roadmaps.areas.doors import area_at
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.queries import find_snapshot
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


def any_roadmap_at(slug: str, session: Session | None = None) -> Roadmap:
    """The roadmap of the area at this address, also where its working version is not for the reader."""
    roadmap = roadmap_of(session or reading(), area_at(slug, session).id)
    if roadmap is None:
        raise NotFound
    return roadmap


def snapshot_at(slug: str, number: int) -> Snapshot:
    """One frozen version of it, if the reader may see it."""
    return find_snapshot(reading(), any_roadmap_at(slug), number, actor())
