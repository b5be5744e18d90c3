"""Changing only the dates of an activity: who may, and by the same rules and with the same history as every edit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.plan.rows import Plan
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap import policy, rules
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block


@dataclass(frozen=True)
class Movable:
    """The activities whose dates the reader may change, each with the number of the revision that is shown."""

    based_on: dict[UUID, int]

    def __contains__(self, activity_id: object) -> bool:
        return activity_id in self.based_on

    def __bool__(self) -> bool:
        return bool(self.based_on)


def movable(session: Session, plan: Plan, shown: Collection[UUID], actor: Actor | None) -> Movable:
    """Which of the activities shown the actor may change. One query for each roadmap that the actor may write in."""
    based_on: dict[UUID, int] = {}
    for area in plan.areas:
        if not policy.may_write(actor, area.roadmap):
            continue
        locks = standing_locks(session, area.roadmap)
        for one in area.activities:
            if one.id in shown and policy.may_edit(actor, area.roadmap, locks.on(*area.state.path(one.id))):
                based_on[one.id] = area.state.number
    return Movable(based_on)


def activity_in(session: Session, roadmap: Roadmap, block_id: UUID) -> BlockState:
    """The living activity with this id.

    :raises NotFound: when it is something else, or has been removed
    """
    block = find_block(session, roadmap, block_id)
    if block.kind != "activity" or block.is_removed:
        raise NotFound
    return block


def change_dates(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    *,
    start: str | None,
    end: str | None,
    based_on: int,
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """Save the dates as an edit of the activity; None when they are what they were.

    :raises NotAllowed, WriteConflict, Invalid: as `roadmaps.roadmap.rules.edit_block`
    """
    activity_in(session, roadmap, block_id)
    dates = {"start": start, "end": end}
    return rules.edit_block(session, roadmap, block_id, dates, based_on=based_on, actor=actor, at=at)
