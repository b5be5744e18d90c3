"""What can be asked about the discussion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion import policy
from roadmaps.discussion.models import Comment, CommentVersion, ReadFirst, Thread, ThreadTurn, WaitingComment
from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to


@dataclass(frozen=True)
class BlockTitle:
    """A block as lists name it: what it is called now, and whether it is in the document."""

    id: UUID
    kind: str
    title: str
    is_removed: bool


def find_thread(session: Session, thread_id: UUID, actor: Actor | None) -> Thread:
    """:raises NotFound: when there is none, or its roadmap is not for the actor to read."""
    thread = session.get(Thread, thread_id)
    if thread is None or not policy.may_read_thread(actor, thread):
        raise NotFound
    return thread


def find_comment(session: Session, comment_id: UUID, actor: Actor | None) -> Comment:
    """:raises NotFound: when there is none, or its roadmap is not for the actor to read."""
    comment = session.get(Comment, comment_id)
    if comment is None or not policy.may_read_thread(actor, comment.thread):
        raise NotFound
    return comment


def threads_of(roadmap: Roadmap) -> Select[Thread]:
    """Every thread of the roadmap that stands by itself, newest first."""
    mine = Thread.roadmap_id == roadmap.id, Thread.is_kept_apart.is_(False)
    return select(Thread).where(*mine).order_by(Thread.opened_at.desc(), Thread.id.desc())


def open_threads_of(roadmap: Roadmap) -> Select[Thread]:
    """Those that are still being talked about, newest first."""
    return threads_of(roadmap).where(is_open())


def is_open() -> ColumnElement[bool]:
    """That a thread has not been resolved."""
    return Thread.resolved_at.is_(None)


def is_loose() -> ColumnElement[bool]:
    """That a thread is about the roadmap as a whole, or about a block that is not in it now."""
    removed = exists().where(
        Block.id == Thread.block_id,
        BlockVersion.block_id == Block.id,
        BlockVersion.number == Block.current,
        BlockVersion.is_removed.is_(True),
    )
    return or_(Thread.block_id.is_(None), removed)


def on_kind(kind: str) -> ColumnElement[bool]:
    """That a thread is about a block of the kind."""
    return exists().where(Block.id == Thread.block_id, Block.kind == kind)


def opened_for(organisation_id: UUID) -> ColumnElement[bool]:
    """That a thread was opened by somebody who acted for the organisation."""
    return Thread.opened_for_id == organisation_id


def with_voice_of(person_id: UUID) -> ColumnElement[bool]:
    """That the person has opened the thread or written in it."""
    wrote = exists().where(Comment.thread_id == Thread.id, Comment.person_id == person_id)
    return or_(Thread.opened_by_id == person_id, wrote)


def threads_with(actor: Actor) -> Select[Thread]:
    """Threads in roadmaps that the actor may read, and that the actor has opened or written in, newest first."""
    readable = visible_to(actor).order_by(None).with_only_columns(Roadmap.id)
    return (
        select(Thread)
        .where(Thread.roadmap_id.in_(readable), with_voice_of(actor.person_id))
        .order_by(Thread.resolved_at.is_not(None), Thread.opened_at.desc(), Thread.id.desc())
    )


def comments_in(thread_ids: Iterable[UUID]) -> Select[Comment]:
    """The comments of these threads, oldest first."""
    return select(Comment).where(Comment.thread_id.in_(list(thread_ids))).order_by(Comment.written_at, Comment.id)


def turns_in(thread_ids: Iterable[UUID]) -> Select[ThreadTurn]:
    """When these threads were resolved and reopened, oldest first."""
    return select(ThreadTurn).where(ThreadTurn.thread_id.in_(list(thread_ids))).order_by(ThreadTurn.at, ThreadTurn.id)


def earlier_wordings(comment: Comment) -> Select[CommentVersion]:
    """What the comment said before, newest first."""
    return select(CommentVersion).where(CommentVersion.comment_id == comment.id).order_by(CommentVersion.version.desc())


def open_counts(session: Session, roadmap: Roadmap) -> Mapping[UUID, int]:
    """How many open threads each block of the roadmap has; blocks without any are left out."""
    rows = session.execute(
        select(Thread.block_id, func.count())
        .where(Thread.roadmap_id == roadmap.id, is_open(), Thread.block_id.is_not(None))
        .group_by(Thread.block_id)
    )
    return {block_id: count for block_id, count in rows if block_id is not None}


def titles_of(session: Session, block_ids: Iterable[UUID]) -> Mapping[UUID, BlockTitle]:
    """These blocks by their ids."""
    rows = session.execute(
        select(Block.id, Block.kind, BlockVersion.title, BlockVersion.is_removed)
        .join(BlockVersion, (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current))
        .where(Block.id.in_(set(block_ids)))
    )
    return {row[0]: BlockTitle(*row) for row in rows}


def organisations_with_threads(roadmap: Roadmap) -> Select[Any]:
    """The ids of the organisations for which threads have been opened in the roadmap."""
    return (
        select(Thread.opened_for_id)
        .where(Thread.roadmap_id == roadmap.id, Thread.opened_for_id.is_not(None))
        .distinct()
    )


def reads_first(session: Session, area_id: UUID) -> bool:
    """Whether what new people write in the area waits for a look."""
    return session.get(ReadFirst, area_id) is not None


def must_wait(session: Session, roadmap: Roadmap, actor: Actor) -> bool:
    """Whether what the actor writes waits for a look: in an area that reads first, for somebody new there.

    Those who write in the roadmap are not new, nor is anybody with a comment there that can be read.
    """
    if policy.may_skip_look(actor, roadmap) or not reads_first(session, roadmap.area_id):
        return False
    readable = Comment.person_id == actor.person_id, Comment.hidden_at.is_(None)
    known = select(Comment.id).join(Thread, Thread.id == Comment.thread_id).where(*readable)
    return session.scalar(known.where(Thread.roadmap_id == roadmap.id).limit(1)) is None


def find_waiting(session: Session, waiting_id: UUID, actor: Actor | None) -> WaitingComment:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(WaitingComment, waiting_id)
    if found is None or not policy.may_read_waiting(actor, found):
        raise NotFound
    return found


def waiting_in(roadmap: Roadmap) -> Select[WaitingComment]:
    """What nobody has looked at yet, the oldest first."""
    return (
        select(WaitingComment)
        .where(WaitingComment.roadmap_id == roadmap.id, WaitingComment.settled_at.is_(None))
        .order_by(WaitingComment.written_at, WaitingComment.id)
    )


def not_released_by(person_id: UUID) -> Select[WaitingComment]:
    """What the person has written that waits, or that was declined; the newest first."""
    mine = WaitingComment.person_id == person_id, WaitingComment.comment_id.is_(None)
    return select(WaitingComment).where(*mine).order_by(WaitingComment.written_at.desc(), WaitingComment.id.desc())
