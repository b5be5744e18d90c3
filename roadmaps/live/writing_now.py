"""Who is writing in which block of a roadmap at this moment."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person
from roadmaps.live.models import LiveSession, LiveWriter
from roadmaps.live.rules.presence import SEEN_FOR
from roadmaps.roadmap.models import Roadmap


def writing_in(
    session: Session, roadmap: Roadmap, *, at: datetime, except_id: UUID | None = None
) -> dict[UUID, list[str]]:
    """The names of those who write in each block, with their organisations; each person once."""
    rows = session.execute(
        select(LiveSession.block_id, LiveWriter.person_id, Person.name, Organisation.name)
        .join(LiveWriter, LiveWriter.session_id == LiveSession.id)
        .join(Person, Person.id == LiveWriter.person_id)
        .outerjoin(Organisation, Organisation.id == LiveWriter.organisation_id)
        .where(
            LiveSession.roadmap_id == roadmap.id,
            LiveSession.is_open,
            LiveWriter.left_at.is_(None),
            LiveWriter.of_revision.is_(None),
            LiveWriter.seen_at > at - SEEN_FOR,
        )
        .order_by(LiveWriter.joined_at)
    )
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for block_id, person_id, name, organisation in rows:
        if person_id is not None and person_id != except_id:
            found[block_id][person_id] = f"{name}, {organisation}" if organisation else name
    return {block_id: list(people.values()) for block_id, people in found.items()}
