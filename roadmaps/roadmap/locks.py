"""The locks that stand on a roadmap, read once and asked often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.roadmap.models import Lock, Roadmap


@dataclass(frozen=True)
class StandingLocks:
    """The lock on the whole roadmap, if any, and those on blocks by the block's id."""

    whole: Lock | None = None
    blocks: Mapping[UUID, Lock] = field(default_factory=dict)

    def on(self, *block_ids: UUID | None) -> Lock | None:
        """The lock that keeps a block as it is: that of the whole roadmap, its own, or one on what it lies under.

        The ids are those of the block and of what it lies under, nearest first, such as `State.path` tells them.
        """
        kept = (self.blocks.get(one) for one in block_ids if one)
        return self.whole or next(filter(None, kept), None)


def standing_locks(session: Session, roadmap: Roadmap) -> StandingLocks:
    """Every lock that has not been lifted."""
    locks = session.scalars(select(Lock).where(Lock.roadmap_id == roadmap.id, Lock.lifted_at.is_(None))).all()
    return StandingLocks(
        whole=next((lock for lock in locks if lock.block_id is None), None),
        blocks={lock.block_id: lock for lock in locks if lock.block_id},
    )
