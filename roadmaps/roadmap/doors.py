"""Finding what an address names, for the doors of this room and of those above."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.areas.doors import area_at
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of, roadmap_with_block
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


def roadmap_at(slug: str, session: Session | None = None) -> Roadmap:
    """The roadmap of the area at this address; a reader of an old address is led on.

    :raises NotFound: when there is none, or its working version is not for the reader
    """
    roadmap = roadmap_of(session or reading(), area_at(slug, session).id)
    if roadmap is None or not policy.may_read(actor(), roadmap):
        raise NotFound
    return roadmap


def led_roadmap_at(slug: str, session: Session | None = None) -> Roadmap:
    """The same for those who lead it."""
    roadmap = roadmap_at(slug, session)
    if not policy.may_moderate(actor(), roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    return roadmap


def roadmap_around(block_id: UUID, session: Session | None = None) -> Roadmap:
    """The roadmap in which a block lies, if the reader may see it."""
    return roadmap_with_block(session or reading(), block_id, actor())


def uuid_in(text: str | None) -> UUID | None:
    """The identity that an address or a form names; None when it names none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def number_in(text: str | None) -> int:
    """The number of a revision that a form names; 0 when it names none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
