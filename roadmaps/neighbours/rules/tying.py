"""Tying activities here to activities of neighbours, and taking ties away."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.neighbours import policy
from roadmaps.neighbours.events import ActivityTied, ActivityUntied
from roadmaps.neighbours.models import Mirror, Tie, TieSort
from roadmaps.neighbours.queries import find_mirror, find_version
from roadmaps.neighbours.versions import activities_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block


def tie(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    mirror: Mirror,
    theirs_id: UUID,
    *,
    sort: TieSort,
    note: str,
    at: datetime,
    actor: Actor,
) -> Tie:
    """Tie an activity of the roadmap to one of a neighbour.

    :raises Invalid: when one of them is no activity, or the two are tied already
    """
    if not policy.may_tie(actor, roadmap):
        raise NotAllowed(say("Only those who write in the roadmap can do this."))
    block = find_block(session, roadmap, block_id)
    if block.kind != "activity" or block.is_removed:
        raise _refused("block", say("Choose an activity of the roadmap."))
    version = find_version(session, mirror, find_mirror(session, mirror.id, actor).version.number, actor)
    title = activities_in(version).get(theirs_id)
    if title is None or not mirror.is_followed:
        raise _refused("theirs", say("Choose an activity of the neighbour."))
    # Of two who tie the same, one waits here, and is then told.
    session.execute(select(Mirror.id).where(Mirror.id == mirror.id).with_for_update())
    standing = Tie.block_id == block_id, Tie.mirror_id == mirror.id, Tie.theirs_id == theirs_id, Tie.untied_at.is_(None)
    if session.scalar(select(Tie.id).where(*standing)):
        raise _refused("theirs", say("The two are tied already. Take that tie away first, to say it otherwise."))
    made = Tie(
        id=new_id(),
        roadmap=roadmap,
        block_id=block_id,
        mirror=mirror,
        theirs_id=theirs_id,
        theirs_title=title,
        sort=sort,
        note=note,
        tied_at=at,
        tied_by_id=actor.person_id,
        tied_for_id=actor.acting_for_id,
    )
    session.add(made)
    record(
        session,
        ActivityTied(made.id, roadmap.id, roadmap.area_id, block_id, mirror.id, sort.value, actor.person_id, at),
    )
    return made


def untie(session: Session, made: Tie, *, at: datetime, actor: Actor) -> None:
    """Take a tie away; that it was there is kept."""
    if not policy.may_untie(actor, made):
        raise NotAllowed(say("Only those who write in the roadmap can do this."))
    if made.untied_at is None:
        made.untied_at, made.untied_by_id = at, actor.person_id
        roadmap = made.roadmap
        record(session, ActivityUntied(made.id, roadmap.id, roadmap.area_id, made.block_id, actor.person_id, at))


def _refused(field: str, why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {field: why})
