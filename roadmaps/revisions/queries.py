"""What can be asked about revisions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block, BlockVersion, History, Revision
from roadmaps.revisions.states import BlockState


class Line(NamedTuple):
    """What a history tells of one revision, as plain values: a list of many is read in half the time that rows take."""

    id: UUID
    history_id: UUID
    number: int
    person_id: UUID | None
    organisation_id: UUID | None
    approved_by_id: UUID | None
    approved_for_id: UUID | None
    written_at: datetime
    how: str
    restored_from: int | None
    summary: str
    facts: Sequence[Mapping[str, Any]]


_LINE = tuple(getattr(Revision, name) for name in Line._fields)
# Made once: to put it together takes longer than to ask it.
_LINES_BEFORE = (
    select(*_LINE)
    .where(Revision.history_id == bindparam("history"), Revision.number < bindparam("before"))
    .order_by(Revision.number.desc())
    .limit(bindparam("most"))
)


def lines_of(session: Session, revisions: Select[Revision]) -> list[Line]:
    """The revisions as lines."""
    return [Line._make(row) for row in session.execute(revisions.with_only_columns(*_LINE))]


def lines_before(session: Session, history: History, number: int | None, *, most: int) -> list[Line]:
    """The newest ones of a history, or the newest before a number, newest first."""
    before = number or history.current + 1
    rows = session.execute(_LINES_BEFORE, {"history": history.id, "before": before, "most": most})
    return [Line._make(row) for row in rows]


def revisions_of(history: History) -> Select[Revision]:
    """Newest first."""
    return select(Revision).where(Revision.history_id == history.id).order_by(Revision.number.desc())


def touching(block_id: UUID, revisions: Select[Revision]) -> Select[Revision]:
    """Only the revisions that changed the block."""
    version = exists().where(
        BlockVersion.block_id == block_id,
        BlockVersion.history_id == Revision.history_id,
        BlockVersion.number == Revision.number,
    )
    return revisions.where(version)


def touching_kind(kind: str, revisions: Select[Revision]) -> Select[Revision]:
    """Only the revisions that changed a block of the kind."""
    version = (
        exists()
        .where(BlockVersion.history_id == Revision.history_id, BlockVersion.number == Revision.number)
        .where(and_(Block.id == BlockVersion.block_id, Block.kind == kind))
    )
    return revisions.where(version)


def find_revision(session: Session, history: History, number: int) -> Revision:
    """:raises NotFound: when the history has no such revision."""
    for one in session.identity_map.values():
        # Whoever has just written it has it at hand, and several listeners ask for it.
        if isinstance(one, Revision) and (one.history_id, one.number) == (history.id, number):
            return one
    found = session.scalar(select(Revision).where(Revision.history_id == history.id, Revision.number == number))
    if found is None:
        raise NotFound
    return found


def versions_from(session: Session, block_id: UUID, first: int, last: int) -> Sequence[BlockState]:
    """What a block said from one revision to another, oldest first: as of the first of them, and each time it was changed."""
    earlier = aliased(BlockVersion)
    begins = (
        select(func.coalesce(func.max(earlier.number), first))
        .where(earlier.block_id == block_id, earlier.number <= first)
        .scalar_subquery()
    )
    rows = session.execute(
        select(BlockVersion, Block.kind)
        .join(Block, Block.id == BlockVersion.block_id)
        .where(BlockVersion.block_id == block_id, BlockVersion.number.between(begins, last))
        .order_by(BlockVersion.number)
    )
    return [BlockState.of(version, kind) for version, kind in rows]


def find_block(session: Session, history: History, block_id: UUID) -> Block:
    """:raises NotFound: when the history has no such block; one that has been removed is still found."""
    block = session.scalar(select(Block).where(Block.id == block_id, Block.history_id == history.id))
    if block is None:
        raise NotFound
    return block


def versions_of(block_id: UUID) -> Select[BlockVersion, Revision]:
    """Every version of a block with its revision, newest first."""
    return (
        select(BlockVersion, Revision)
        .join(
            Revision,
            and_(Revision.history_id == BlockVersion.history_id, Revision.number == BlockVersion.number),
        )
        .where(BlockVersion.block_id == block_id)
        .order_by(BlockVersion.number.desc())
    )
