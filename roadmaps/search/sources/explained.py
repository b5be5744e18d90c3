"""Terms of the glossary and parts of the strategy: blocks of histories that everyone may read."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from roadmaps.revisions.kinds import KindTable
from roadmaps.revisions.models import Block, BlockVersion, Revision
from roadmaps.revisions.states import BlockState
from roadmaps.search.documents import Document
from roadmaps.search.models import Sort
from roadmaps.search.sources.telling import words_of

_NEWEST = and_(BlockVersion.block_id == Block.id, BlockVersion.number == Block.current)


class Explained:
    """Every block that stands in one such history now."""

    def __init__(self, sort: Sort, history_id: UUID, kinds: KindTable) -> None:
        self.sort = sort
        self._history_id = history_id
        self._kinds = kinds

    def versions(self, session: Session) -> Mapping[UUID, int]:
        query = (
            select(Block.id, Block.current)
            .join(BlockVersion, _NEWEST)
            .where(Block.history_id == self._history_id, BlockVersion.is_removed.is_(False))
        )
        return dict(session.execute(query).all())

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterator[Document]:
        rows = session.execute(
            select(BlockVersion, Block.kind, Revision.written_at)
            .join(Block, _NEWEST)
            .join(Revision, and_(Revision.history_id == Block.history_id, Revision.number == BlockVersion.number))
            .where(Block.history_id == self._history_id, Block.id.in_(ids), BlockVersion.is_removed.is_(False))
        )
        for version, kind, written_at in rows:
            block = BlockState.of(version, kind)
            yield Document(
                subject_id=block.id,
                version=block.number,
                title=self._kinds[kind].title_of(block.content),
                text=words_of(self._kinds[kind], block.content),
                changed_at=written_at,
                is_public=True,
            )
