"""What a history says at one point: read from the versions, held in memory, without a session of its own."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import Block, BlockVersion, History, Revision


@dataclass(frozen=True)
class BlockState:
    """One block as it is or was: `number` is that of the revision which wrote this version."""

    id: UUID
    kind: str
    number: int
    parent_id: UUID | None
    rank: str
    is_removed: bool
    content: Content
    html: Mapping[str, str]

    @classmethod
    def of(cls, version: BlockVersion, kind: str) -> "BlockState":
        """The version in plain values."""
        return cls(
            id=version.block_id,
            kind=kind,
            number=version.number,
            parent_id=version.parent_id,
            rank=version.rank,
            is_removed=version.is_removed,
            content=cast(Content, json.loads(version.content)),
            html=json.loads(version.html) if version.html else {},
        )

    @property
    def place(self) -> tuple[UUID | None, str]:
        """Where it lies: under which block, and its rank there."""
        return self.parent_id, self.rank


class State:
    """A whole history at one revision: its living blocks, in order, and those that had been removed."""

    def __init__(self, number: int, blocks: Iterable[BlockState]) -> None:
        self.number = number
        everything = sorted(blocks, key=lambda block: (block.rank, block.id))
        self.blocks = {block.id: block for block in everything if not block.is_removed}
        self.removed = {block.id: block for block in everything if block.is_removed}

    def __contains__(self, block_id: object) -> bool:
        return block_id in self.blocks

    def __iter__(self) -> Iterator[BlockState]:
        return iter(self.blocks.values())

    def __getitem__(self, block_id: UUID) -> BlockState:
        try:
            return self.blocks[block_id]
        except KeyError:
            raise NotFound from None

    @cached_property
    def _children(self) -> Mapping[UUID | None, list[BlockState]]:
        children: dict[UUID | None, list[BlockState]] = defaultdict(list)
        for block in self:
            children[block.parent_id].append(block)
        return children

    def children(self, parent_id: UUID | None, *kinds: str) -> list[BlockState]:
        """The blocks right under another (None: under the document itself), in order; of some kinds, or all."""
        return [block for block in self._children.get(parent_id, []) if not kinds or block.kind in kinds]

    def of_kind(self, *kinds: str) -> list[BlockState]:
        """The living blocks of these kinds, in the order in which they are read."""
        return [block for block in self.in_reading_order() if block.kind in kinds]

    def path(self, block_id: UUID | None) -> Iterator[UUID]:
        """The block and what it lies under, nearest first; it may have been removed."""
        while block_id is not None:
            yield block_id
            block = self.blocks.get(block_id) or self.removed.get(block_id)
            block_id = block.parent_id if block else None

    def in_reading_order(self, parent_id: UUID | None = None) -> Iterator[BlockState]:
        """Every living block, each followed by what lies under it."""
        for block in self._children.get(parent_id, []):
            yield block
            yield from self.in_reading_order(block.id)


def current(session: Session, history: History) -> State:
    """The history as it stands. One query, whose cost does not grow with the number of revisions."""
    number = session.scalar(select(History.current).where(History.id == history.id)) or 0
    return State(number, _read(session, _versions(history.id).where(BlockVersion.number == Block.current)))


def currents(session: Session, histories: Sequence[History]) -> dict[UUID, State]:
    """Several histories as they stand, by their ids. Two queries, however many there are."""
    ids = [history.id for history in histories]
    numbers = dict(session.execute(select(History.id, History.current).where(History.id.in_(ids))).all())
    blocks: dict[UUID, list[BlockState]] = defaultdict(list)
    versions = _all_versions().where(Block.history_id.in_(ids), BlockVersion.number == Block.current)
    for version, kind in session.execute(versions):
        blocks[version.history_id].append(BlockState.of(version, kind))
    return {history_id: State(numbers.get(history_id, 0), blocks[history_id]) for history_id in ids}


def as_of(session: Session, history: History, number: int) -> State:
    """The history as it stood when the revision had been written.

    :raises NotFound: when there is no such revision; 0 is the empty history before the first
    """
    newest = session.scalar(select(History.current).where(History.id == history.id)) or 0
    if not 0 <= number <= newest:
        raise NotFound
    earlier = aliased(BlockVersion)
    newest_then = (
        select(func.max(earlier.number))
        .where(earlier.block_id == Block.id, earlier.number <= number)
        .correlate(Block)
        .scalar_subquery()
    )
    return State(number, _read(session, _versions(history.id).where(BlockVersion.number == newest_then)))


def number_at(session: Session, history: History, moment: datetime) -> int:
    """Number of the newest revision written at that moment or before, 0 when there was none."""
    found = select(func.max(Revision.number)).where(Revision.history_id == history.id, Revision.written_at <= moment)
    return session.scalar(found) or 0


def version_at(session: Session, block_id: UUID, number: int) -> BlockState | None:
    """One block as of a revision, also when it was removed by then; None before its first version."""
    row = session.execute(
        select(BlockVersion, Block.kind)
        .join(Block, Block.id == BlockVersion.block_id)
        .where(BlockVersion.block_id == block_id, BlockVersion.number <= number)
        .order_by(BlockVersion.number.desc())
        .limit(1)
    ).first()
    return BlockState.of(row[0], row[1]) if row else None


def current_block(session: Session, block_id: UUID) -> BlockState | None:
    """One block as it is now, also when it is removed; None when there never was one."""
    row = session.execute(
        select(BlockVersion, Block.kind)
        .join(Block, and_(Block.id == BlockVersion.block_id, Block.current == BlockVersion.number))
        .where(Block.id == block_id)
    ).first()
    return BlockState.of(row[0], row[1]) if row else None


def _versions(history_id: UUID) -> Select[BlockVersion, str]:
    return _all_versions().where(Block.history_id == history_id)


def _all_versions() -> Select[BlockVersion, str]:
    return select(BlockVersion, Block.kind).select_from(Block).join(BlockVersion, BlockVersion.block_id == Block.id)


def _read(session: Session, versions: Select[BlockVersion, str]) -> Iterator[BlockState]:
    for version, kind in session.execute(versions):
        yield BlockState.of(version, kind)
