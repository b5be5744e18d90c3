"""Comments, except those whose text has been hidden or withdrawn; a resolved thread is found too."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.discussion.models import Comment
from roadmaps.foundation.prose.plain import plain
from roadmaps.search.documents import Document
from roadmaps.search.models import Sort

_READABLE = (Comment.hidden_at.is_(None), Comment.withdrawn_at.is_(None))


class Comments:
    """Every comment whose text can be read."""

    sort = Sort.COMMENT

    def versions(self, session: Session) -> Mapping[UUID, int]:
        return dict(session.execute(select(Comment.id, Comment.version).where(*_READABLE)).all())

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterator[Document]:
        for comment in session.scalars(select(Comment).where(Comment.id.in_(ids), *_READABLE)).unique():
            thread = comment.thread
            yield Document(
                subject_id=comment.id,
                version=comment.version,
                title="",
                text=plain(comment.body),
                changed_at=comment.edited_at or comment.written_at,
                roadmap_id=thread.roadmap_id,
                area_id=thread.roadmap.area_id,
                block_id=thread.block_id,
                organisations=frozenset(filter(None, [comment.organisation_id])),
            )
