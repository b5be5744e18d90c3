"""The locks that stand on a roadmap, read once and asked often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Date, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import today
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.models import Block
from roadmaps.roadmap.models import Lock, Roadmap


@dataclass(frozen=True)
class LockedSection:
    """A part of the document that can be locked: its heading, and the kinds of what stands in it."""

    name: str
    title: str
    kinds: tuple[str, ...]


# As the document is divided; what lies under a block, such as the milestones of an activity, is kept with it.
SECTIONS: Mapping[str, LockedSection] = {
    one.name: one
    for one in (
        LockedSection("vision", N_("Vision"), ("vision",)),
        LockedSection("background", N_("Background"), ("background",)),
        LockedSection("needs", N_("Needs and challenges"), ("need", "sub_area")),
        LockedSection("goals", N_("Goals and activities"), ("goal", "activity")),
        LockedSection("indicators", N_("Indicators"), ("indicator",)),
        LockedSection("conflicts", N_("Goal conflicts"), ("goal_conflict",)),
    )
}


@dataclass(frozen=True)
class StandingLocks:
    """The lock on the whole roadmap, if any, those on blocks by the block's id, and those on sections by their name.

    `within` holds the blocks that a lock on their section keeps.
    """

    whole: Lock | None = None
    blocks: Mapping[UUID, Lock] = field(default_factory=dict)
    sections: Mapping[str, Lock] = field(default_factory=dict)
    within: Mapping[UUID, Lock] = field(default_factory=dict)

    def on(self, *block_ids: UUID | None) -> Lock | None:
        """The lock that keeps a block as it is: that of the whole roadmap, its own, its section's, or one further up.

        The ids are those of the block and of what it lies under, nearest first, such as `State.path` tells them.
        """
        kept = (self.blocks.get(one) or self.within.get(one) for one in block_ids if one)
        return self.whole or next(filter(None, kept), None)

    def on_kind(self, kind: str) -> Lock | None:
        """The lock that keeps new blocks of a kind out."""
        kept = (lock for name, lock in self.sections.items() if name in SECTIONS and kind in SECTIONS[name].kinds)
        return self.whole or next(kept, None)


def stands_on(on: date | BindParameter[date]) -> ColumnElement[bool]:
    """That a lock holds on the day: it has not been lifted, and its last day, if it has one, has not passed."""
    return and_(Lock.lifted_at.is_(None), or_(Lock.until_on.is_(None), Lock.until_on >= on))


# Made once, as each form and each save asks it.
_STANDING = select(Lock).where(Lock.roadmap_id == bindparam("roadmap"), stands_on(bindparam("day", type_=Date())))


def standing_locks(session: Session, roadmap: Roadmap) -> StandingLocks:
    """Every lock that holds today."""
    locks = session.scalars(_STANDING, {"roadmap": roadmap.id, "day": today()}).all()
    sections = {lock.section: lock for lock in locks if lock.section}
    return StandingLocks(
        whole=next((lock for lock in locks if lock.block_id is None and not lock.section), None),
        blocks={lock.block_id: lock for lock in locks if lock.block_id},
        sections=sections,
        within=_within(session, roadmap, sections),
    )


def _within(session: Session, roadmap: Roadmap, sections: Mapping[str, Lock]) -> Mapping[UUID, Lock]:
    by_kind = {kind: lock for name, lock in sections.items() if name in SECTIONS for kind in SECTIONS[name].kinds}
    if not by_kind:
        return {}
    here = Block.history_id == roadmap.history_id, Block.kind.in_(by_kind)
    return {block_id: by_kind[kind] for block_id, kind in session.execute(select(Block.id, Block.kind).where(*here))}
