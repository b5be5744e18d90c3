"""What people follow by themselves: what they write, what their organisation is to lead, and the areas that they serve."""

from collections.abc import Iterable
from datetime import datetime
from itertools import product
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.queries import members_of
from roadmaps.areas.actors import load_actor
from roadmaps.areas.events import AreaHandedOver, RoleGranted
from roadmaps.discussion.events import ThreadAnswered, ThreadOpened
from roadmaps.following import policy
from roadmaps.following.models import Origin, SubjectSort
from roadmaps.following.rules import follow_by_itself
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.revisions.contributors import authors_of
from roadmaps.revisions.events import RevisionWritten
from roadmaps.revisions.models import Block, BlockVersion, How
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import Part
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_with_history

# A part or a milestone is read, and so followed, with the activity that it lies under.
PARTS = frozenset({"milestone", "responsibility"})
WRITING = frozenset({How.EDIT.value, How.ANSWER.value, How.SUGGESTION.value, How.TOGETHER.value})
WRITTEN = frozenset({"added", "changed", "restored"})


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(RevisionWritten, follow_what_is_written)
    listeners.in_transaction(ThreadOpened, follow_thread)
    listeners.in_transaction(ThreadAnswered, follow_thread)
    listeners.in_transaction(RoleGranted, follow_area)
    listeners.in_transaction(AreaHandedOver, follow_area_handed_over)


def follow_what_is_written(session: Session, fact: RevisionWritten) -> None:
    """Who writes a block follows it, and so do the people of an organisation that is given the lead of an activity."""
    roadmap = roadmap_with_history(session, fact.history_id)
    if roadmap is None:
        return
    revision = find_revision(session, roadmap.history, fact.number)
    if revision.how not in WRITING:
        return
    written = {UUID(str(one["block"])): str(one["kind"]) for one in revision.facts if one["verb"] in WRITTEN}
    # Only of a part it must be looked up what it says; all else is followed by itself.
    parts = _states(session, fact, {block_id for block_id, kind in written.items() if kind in PARTS})
    read = {block_id for block_id, kind in written.items() if kind not in PARTS} | {_read_with(part) for part in parts}
    people = {one.person_id for one in authors_of(session, [revision])[revision.id] if one.person_id}
    for person_id, block_id in product(sorted(people), sorted(read)):
        follow_by_itself(session, person_id, SubjectSort.BLOCK, block_id, Origin.WROTE, at=revision.written_at)
    _follow_leads(session, roadmap, parts, at=revision.written_at)


def follow_thread(session: Session, fact: ThreadOpened | ThreadAnswered) -> None:
    """Who writes in a thread follows it."""
    follow_by_itself(session, fact.person_id, SubjectSort.THREAD, fact.thread_id, Origin.WROTE, at=fact.at)


def follow_area(session: Session, fact: RoleGranted) -> None:
    """Who gets a role in an area follows it."""
    follow_by_itself(session, fact.person_id, SubjectSort.AREA, fact.area_id, Origin.SERVES, at=fact.at)


def follow_area_handed_over(session: Session, fact: AreaHandedOver) -> None:
    """Who takes an area over follows it."""
    follow_by_itself(session, fact.to_person_id, SubjectSort.AREA, fact.area_id, Origin.SERVES, at=fact.at)


def _states(session: Session, fact: RevisionWritten, block_ids: set[UUID]) -> list[BlockState]:
    if not block_ids:
        return []
    rows = session.execute(
        select(BlockVersion, Block.kind)
        .join(Block, Block.id == BlockVersion.block_id)
        .where(BlockVersion.history_id == fact.history_id, BlockVersion.number == fact.number)
        .where(BlockVersion.block_id.in_(block_ids))
    )
    return [BlockState.of(version, kind) for version, kind in rows]


def _read_with(part: BlockState) -> UUID:
    return part.parent_id or part.id


def _follow_leads(session: Session, roadmap: Roadmap, blocks: Iterable[BlockState], *, at: datetime) -> None:
    for block in blocks:
        if block.kind != "responsibility" or block.content["part"] != Part.LEADS or block.parent_id is None:
            continue
        day = day_of(at)
        for member in session.scalars(members_of(UUID(block.content["organisation"]), day)):
            if policy.may_follow(load_actor(session, member.person_id, on=day), roadmap):
                follow_by_itself(session, member.person_id, SubjectSort.BLOCK, block.parent_id, Origin.LEADS, at=at)
