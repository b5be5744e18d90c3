"""What a history says at one point: read from the versions, held in memory, without a session of its own."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.remembering import memory_of
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import Block, BlockVersion, History, Revision

# Two values each, of which SQLite takes 32,766 in one question.
AT_A_TIME = 4_000
# What a version and its place in a state take in memory, in bytes, beside its texts.
WEIGHT, WEIGHT_IN_STATE = 1500, 200


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
    """The history as it stands. The cost does not grow with the number of revisions, and a reader finds it in memory."""
    return currents(session, [history])[history.id]


def currents(session: Session, histories: Sequence[History]) -> dict[UUID, State]:
    """Several histories as they stand, by their ids. Three queries at most, however many there are."""
    memory, ids = memory_of(session), [history.id for history in histories]
    numbers = dict(session.execute(select(History.id, History.current).where(History.id.in_(ids))).all())
    known = {id_: memory.get((State, id_, numbers.get(id_, 0))) if memory else None for id_ in ids}
    states = {id_: state for id_, state in known.items() if state is not None}
    places: dict[UUID, list[_Place]] = {id_: [] for id_ in ids if id_ not in states}
    if places:
        # Asked for in one statement, so that the number and the blocks are those of one moment.
        query = select(Block.history_id, History.current, Block.id, Block.current, Block.kind).join(
            History, History.id == Block.history_id
        )
        for history_id, number, block_id, newest, kind in session.execute(query.where(Block.history_id.in_(places))):
            numbers[history_id] = number
            places[history_id].append(_Place(block_id, newest, kind))
    read = _read(session, [place for those in places.values() for place in those])
    for history_id, those in places.items():
        state = states[history_id] = State(numbers.get(history_id, 0), [read[place] for place in those])
        if memory and those:
            memory.keep((State, history_id, state.number), state, WEIGHT_IN_STATE * len(those))
    return states


def as_of(session: Session, history: History, number: int) -> State:
    """The history as it stood when the revision had been written.

    :raises NotFound: when there is no such revision; 0 is the empty history before the first
    """
    newest = session.scalar(select(History.current).where(History.id == history.id)) or 0
    if not 0 <= number <= newest:
        raise NotFound
    newest_then = (
        select(func.max(BlockVersion.number))
        .where(BlockVersion.block_id == Block.id, BlockVersion.number <= number)
        .correlate(Block)
        .scalar_subquery()
    )
    query = select(Block.id, newest_then, Block.kind).where(Block.history_id == history.id)
    places = [_Place(*place) for place in session.execute(query) if place[1] is not None]
    return State(number, _read(session, places).values())


def number_at(session: Session, history: History, moment: datetime) -> int:
    """Number of the newest revision written at that moment or before, 0 when there was none."""
    found = select(func.max(Revision.number)).where(Revision.history_id == history.id, Revision.written_at <= moment)
    return session.scalar(found) or 0


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


def current_block(session: Session, block_id: UUID, *, of: UUID | None = None) -> BlockState | None:
    """One block as it is now, also when it is removed; None when there never was one, or not in the history `of`."""
    query = select(*_COLUMNS, Block.kind).join(
        Block, and_(Block.id == BlockVersion.block_id, Block.current == BlockVersion.number)
    )
    query = query.where(Block.id == block_id)
    row = session.execute(query.where(Block.history_id == of) if of else query).first()
    return _state(row) if row else None


class _Place(NamedTuple):
    """Where a version is found."""

    block_id: UUID
    number: int
    kind: str


def _read(session: Session, places: Iterable[_Place]) -> dict[_Place, BlockState]:
    """The versions at these places; a reader asks the database only for those that are not in memory."""
    memory, found = memory_of(session), {}
    missing = []
    for place in places:
        state = memory.get((BlockState, place.block_id, place.number)) if memory else None
        if state is None:
            missing.append(place)
        else:
            found[place] = state
    for start in range(0, len(missing), AT_A_TIME):
        some = {(place.block_id, place.number): place for place in missing[start : start + AT_A_TIME]}
        query = select(*_COLUMNS).where(tuple_(BlockVersion.block_id, BlockVersion.number).in_(some))
        for block_id, number, parent_id, rank, is_removed, content, html in session.execute(query):
            place = some[block_id, number]
            state = found[place] = _state((block_id, number, parent_id, rank, is_removed, content, html, place.kind))
            if memory:
                memory.keep((BlockState, block_id, number), state, WEIGHT + 2 * len(content) + len(html or ""))
    return found


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
