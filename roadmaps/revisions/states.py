"""What a history says at one point: read from the versions, held in memory, without a session of its own."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, null, select, tuple_
from sqlalchemy.orm import Session, aliased

from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.portions import in_portions
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
    """The history as it stands. The cost does not grow with the number of revisions."""
    return currents(session, [history])[history.id]


def currents(session: Session, histories: Sequence[History]) -> dict[UUID, State]:
    """Several histories as they stand, by their ids, and all of one moment: one query, however many there are."""
    blocks: dict[UUID, list[BlockState]] = {history.id: [] for history in histories}
    numbers = dict.fromkeys(blocks, 0)
    for history_id, number, *version in session.execute(_CURRENTS, {"histories": list(blocks)}):
        numbers[history_id] = number
        if version[0] is not None:
            blocks[history_id].append(_state(version))
    return {history_id: State(numbers[history_id], those) for history_id, those in blocks.items()}


def as_of(session: Session, history: History, number: int) -> State:
    """The history as it stood when the revision had been written.

    :raises NotFound: when there is no such revision; 0 is the empty history before the first
    """
    rows = session.execute(_AS_OF, {"history": history.id, "number": number}).all()
    if not 0 <= number <= _newest(rows):
        raise NotFound
    return State(number, [_state(version) for _, *version in rows if version[0] is not None])


def as_of_both(session: Session, history: History, old: int, new: int) -> tuple[State, State]:
    """The history as it stood at two points, to be compared: without HTML, and what did not change is the same in both.

    :raises NotFound: when there is no such revision
    """
    rows = session.execute(_AS_OF_BOTH, {"history": history.id, "old": old, "new": new}).all()
    if not 0 <= min(old, new) <= max(old, new) <= _newest(rows):
        raise NotFound
    before, after = [], []
    for _, then, later, *version in rows:
        if version[0] is None:
            continue
        block = _state(version)
        if block.number == then:
            before.append(block)
        if block.number == later:
            after.append(block)
    return State(old, before), State(new, after)


def _newest(rows: Sequence[Sequence[Any]]) -> int:
    """Of the history that the rows begin with."""
    return rows[0][0] if rows else 0


def number_at(session: Session, history: History, moment: datetime) -> int:
    """Number of the newest revision written at that moment or before, 0 when there was none."""
    found = select(func.max(Revision.number)).where(Revision.history_id == history.id, Revision.written_at <= moment)
    return session.scalar(found) or 0


def written_at(session: Session, history: History, numbers: Collection[int]) -> dict[int, datetime]:
    """When each of these revisions of the history was written, by its number."""
    return dict(session.execute(_WRITTEN_AT, {"history": history.id, "numbers": list(numbers)}).all())


def version_at(session: Session, block_id: UUID, number: int) -> BlockState | None:
    """One block as of a revision, also when it was removed by then; None before its first version."""
    row = session.execute(
        select(*_COLUMNS, Block.kind)
        .join(Block, Block.id == BlockVersion.block_id)
        .where(BlockVersion.block_id == block_id, BlockVersion.number <= number)
        .order_by(BlockVersion.number.desc())
        .limit(1)
    ).first()
    return _state(row) if row else None


def versions_at(session: Session, wanted: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int], BlockState]:
    """These versions, each named by its block and its number; without those that there never were."""
    found: dict[tuple[UUID, int], BlockState] = {}
    for keys in in_portions(sorted(wanted)):
        # With the pairs alone, SQLite would go through every version that there is.
        of_these = BlockVersion.block_id.in_({block_id for block_id, _ in keys})
        rows = session.execute(
            select(*_COLUMNS, Block.kind)
            .join(Block, Block.id == BlockVersion.block_id)
            .where(of_these, tuple_(BlockVersion.block_id, BlockVersion.number).in_(keys))
        )
        found |= {(state.id, state.number): state for state in map(_state, rows)}
    return found


def every_version(session: Session, block_id: UUID) -> list[BlockState]:
    """All that one block has said, newest first."""
    query = select(*_COLUMNS, Block.kind).join(Block, Block.id == BlockVersion.block_id)
    rows = session.execute(query.where(BlockVersion.block_id == block_id).order_by(BlockVersion.number.desc()))
    return [_state(row) for row in rows]


def current_block(session: Session, block_id: UUID, *, of: UUID | None = None) -> BlockState | None:
    """One block as it is now, also when it is removed; None when there never was one, or not in the history `of`."""
    question = _CURRENT_BLOCKS_OF if of else _CURRENT_BLOCKS
    row = session.execute(question, {"blocks": [block_id], "history": of}).first()
    return _state(row) if row else None


def current_blocks(session: Session, block_ids: Collection[UUID]) -> dict[UUID, BlockState]:
    """These blocks as they are now, also those that are removed; without those that there never were."""
    return {
        state.id: state
        for some in in_portions(block_ids)
        for state in map(_state, session.execute(_CURRENT_BLOCKS, {"blocks": some}))
    }


def _state(row: Sequence[Any]) -> BlockState:
    """What a row of `_COLUMNS`, with the kind of the block after them, says."""
    block_id, number, parent_id, rank, is_removed, content, html, kind = row
    texts: Content = json.loads(content)
    return BlockState(block_id, kind, number, parent_id, rank, is_removed, texts, json.loads(html) if html else {})


_COLUMNS = (
    BlockVersion.block_id,
    BlockVersion.number,
    BlockVersion.parent_id,
    BlockVersion.rank,
    BlockVersion.is_removed,
    BlockVersion.content,
    BlockVersion.html,
)
_EARLIER = aliased(BlockVersion)


def _newest_by(name: str) -> ColumnElement[int]:
    """The number of the newest version of a block at a revision that is given under the name: found by the key."""
    number = select(func.max(_EARLIER.number)).where(
        _EARLIER.block_id == Block.id, _EARLIER.number <= bindparam(name, type_=Integer)
    )
    return number.correlate(Block).scalar_subquery()


# Made once: to put them together takes longer than to ask them. A history without blocks has one row too. The versions
# come by a join, as SQLite would look through every version of every history to find those in a list of pairs.
_OF_ANY = select(History.current).select_from(History).outerjoin(Block, Block.history_id == History.id)
_CURRENTS = (
    _OF_ANY.outerjoin(BlockVersion, and_(BlockVersion.block_id == Block.id, BlockVersion.number == Block.current))
    .where(History.id.in_(bindparam("histories", expanding=True)))
    .with_only_columns(History.id, History.current, *_COLUMNS, Block.kind)
)
_WRITTEN_AT = select(Revision.number, Revision.written_at).where(
    Revision.history_id == bindparam("history"), Revision.number.in_(bindparam("numbers", expanding=True))
)
_CURRENT_BLOCKS = (
    select(*_COLUMNS, Block.kind)
    .join(Block, and_(Block.id == BlockVersion.block_id, Block.current == BlockVersion.number))
    .where(Block.id.in_(bindparam("blocks", expanding=True)))
)
_CURRENT_BLOCKS_OF = _CURRENT_BLOCKS.where(Block.history_id == bindparam("history"))
_AS_OF = (
    _OF_ANY.outerjoin(
        BlockVersion, and_(BlockVersion.block_id == Block.id, BlockVersion.number == _newest_by("number"))
    )
    .where(History.id == bindparam("history"))
    .with_only_columns(History.current, *_COLUMNS, Block.kind)
)
_THEN, _LATER = _newest_by("old"), _newest_by("new")
_AS_OF_BOTH = (
    _OF_ANY.outerjoin(BlockVersion, and_(BlockVersion.block_id == Block.id, BlockVersion.number.in_([_THEN, _LATER])))
    .where(History.id == bindparam("history"))
    .with_only_columns(History.current, _THEN, _LATER, *_COLUMNS[:-1], null(), Block.kind)
)
