"""That a goal or an activity comes from a candidate, as the forms of the roadmap tell it and hear back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery import rules
from roadmaps.discovery.models import Candidate
from roadmaps.discovery.queries import find_candidate
from roadmaps.foundation.sentences import say
from roadmaps.revisions.models import BlockVersion
from roadmaps.roadmap.origins import Settled, ToldOrigin

SORT = "candidate"


def tell(session: Session, candidate_id: UUID, actor: Actor) -> ToldOrigin:
    """The candidate in words."""
    candidate = find_candidate(session, candidate_id, actor)
    words = say("The candidate “%(title)s”", title=candidate.title)
    return ToldOrigin(words=words, quote=candidate.what, path=f"/candidates/{candidate.id}")


def settle(session: Session, candidate_id: UUID, settled: Settled, *, actor: Actor, at: datetime) -> None:
    """Note what was written from it; a block in its first version was not there before."""
    candidate = session.get_one(Candidate, candidate_id)
    if candidate.roadmap_id != settled.roadmap.id:
        return
    first = session.scalar(select(func.min(BlockVersion.number)).where(BlockVersion.block_id == settled.block_id))
    is_new = first == settled.number
    rules.settle(session, candidate, settled.block_id, settled.number, is_new=is_new, actor=actor, at=at)
