"""The blocks of the roadmaps. Who leads an activity and takes part is told with the activity."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, and_, bindparam, select
from sqlalchemy.orm import Session

from roadmaps.accounts.queries import organisation_names
from roadmaps.revisions.models import Block, BlockVersion, Revision
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.responsibility import Responsibility
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.search.documents import Document
from roadmaps.search.models import Sort
from roadmaps.search.sources.telling import organisations_in, with_names, words_of

_NEWEST = and_(BlockVersion.block_id == Block.id, BlockVersion.number == Block.current)
# Made once, as each save asks them.
_THEM: BindParameter[Any] = bindparam("ids", expanding=True)
_PLACES = select(Block.id, Block.kind, BlockVersion.parent_id).join(BlockVersion, _NEWEST).where(Block.id.in_(_THEM))
_VERSIONS = (
    select(BlockVersion, Block.kind, Roadmap.id, Roadmap.area_id, Revision.written_at)
    .join(Block, _NEWEST)
    .join(Roadmap, Roadmap.history_id == Block.history_id)
    .join(Revision, and_(Revision.history_id == Block.history_id, Revision.number == BlockVersion.number))
    .where(Block.id.in_(_THEM))
)
_PARTS = (
    select(BlockVersion, Block.kind)
    .join(Block, _NEWEST)
    .where(
        Block.history_id.in_(select(Block.history_id).where(Block.id.in_(_THEM))),
        Block.kind == Responsibility.name,
        BlockVersion.parent_id.in_(_THEM),
    )
    .order_by(BlockVersion.rank, Block.id)
)


class Blocks:
    """Every block that is in the text of a roadmap now."""

    sort = Sort.BLOCK

    def versions(self, session: Session) -> Mapping[UUID, int]:
        rows = session.execute(
            select(Block.id, Block.kind, Block.current, BlockVersion.parent_id, BlockVersion.is_removed)
            .join(BlockVersion, _NEWEST)
            .join(Roadmap, Roadmap.history_id == Block.history_id)
        ).all()
        newest = {
            block_id: number for block_id, kind, number, _, removed in rows if not removed and _stands_alone(kind)
        }
        for _, kind, number, parent_id, _ in rows:
            if not _stands_alone(kind) and parent_id in newest:
                newest[parent_id] = max(newest[parent_id], number)
        return newest

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterator[Document]:
        parts, names = _parts_under(session, ids), None
        for version, kind, roadmap_id, area_id, written_at in session.execute(_VERSIONS, {"ids": list(ids)}):
            block = BlockState.of(version, kind)
            if block.is_removed or not _stands_alone(kind):
                continue
            told = ROADMAP[kind]
            under = parts[block.id]
            standing = [part for part in under if not part.is_removed]
            organisations = {*organisations_in(told, block.content)}
            organisations |= {one for part in standing for one in organisations_in(Responsibility, part.content)}
            if organisations and names is None:
                names = organisation_names(session)
            lines = [words_of(told, block.content), *(words_of(Responsibility, part.content) for part in standing)]
            yield Document(
                subject_id=block.id,
                version=max([block.number, *(part.number for part in under)]),
                title=told.title_of(block.content),
                text=with_names("\n".join(filter(None, lines)), organisations, names or {}),
                changed_at=written_at,
                roadmap_id=roadmap_id,
                area_id=area_id,
                kind=kind,
                organisations=frozenset(organisations),
            )


def told_with(session: Session, block_ids: Collection[UUID]) -> set[UUID]:
    """The blocks by which these are found: themselves, or what a part lies under."""
    rows = session.execute(_PLACES, {"ids": list(block_ids)})
    found = (block_id if _stands_alone(kind) else parent_id for block_id, kind, parent_id in rows)
    return {one for one in found if one is not None}


def _stands_alone(kind: str) -> bool:
    return kind != Responsibility.name


def _parts_under(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Iterable[BlockState]]:
    """The parts under each of the blocks, also those that have been removed, in order."""
    parts: dict[UUID, list[BlockState]] = defaultdict(list)
    for version, kind in session.execute(_PARTS, {"ids": list(ids)}):
        assert version.parent_id is not None
        parts[version.parent_id].append(BlockState.of(version, kind))
    return parts
