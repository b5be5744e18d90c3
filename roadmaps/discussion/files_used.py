"""Which comments show files or lead to them, for the list of an area's files. No Flask."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.discussion.models import Comment, Thread
from roadmaps.foundation.prose import files_in
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap


def in_comments(session: Session, roadmap: Roadmap) -> Iterator[tuple[UUID, Sentence, str]]:
    """Each file with the thread in which a comment names it."""
    said = (
        select(Comment.thread_id, Comment.body)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.roadmap_id == roadmap.id, Comment.body.contains("/files/"), Comment.withdrawn_at.is_(None))
        .order_by(Comment.written_at, Comment.id)
    )
    for thread_id, body in session.execute(said):
        for file_id in sorted(files_in(body)):
            yield file_id, say("a comment"), f"/threads/{thread_id}"
