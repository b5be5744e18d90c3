"""Threads and comments: reading them, and taking part in them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import Scope
from roadmaps.api.answering import Told
from roadmaps.api.operations import acts, reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.shapes import Made, Page, Paging, Shape, Who, Wish, local
from roadmaps.discussion import rules, waiting
from roadmaps.discussion.conversations import Conversation, Said, Voice, converse
from roadmaps.discussion.models import Outcome, Thread, WaitingComment
from roadmaps.discussion.queries import find_thread, open_threads_of, threads_of
from roadmaps.foundation.clock import now
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.queries import find_block, find_roadmap
from roadmaps.web.identity import actor, the_actor

RESOURCE = N_("Threads")
Words = Annotated[str, Field(max_length=20_000, description="Markdown.")]


class CommentOut(Shape):
    """What somebody has said in a thread. Its text is null where it is hidden or was withdrawn."""

    id: UUID
    by: Who
    written_at: datetime
    edited_at: datetime | None
    html: str | None
    is_hidden: bool
    hide_reason: str
    is_withdrawn: bool


class ThreadOut(Shape):
    """A conversation about a roadmap, a block, or a passage of one."""

    id: UUID
    area: str
    block: UUID | None
    field: str
    passage: Annotated[str, Field(description="As it read when the thread was opened.")]
    opened_at: datetime
    by: Who
    is_open: bool
    resolved_at: datetime | None
    outcome: str | None
    outcome_text: str
    may_answer: bool
    may_resolve: bool
    comments: list[CommentOut]


class ThreadsQuery(Paging):
    """Which threads are wanted."""

    state: Annotated[Literal["open", "all"], Field(description="Only those that are open, or all.")] = "open"


class NewThread(Wish):
    """A thread that is to be opened. A quote is sought in the block, in the field or in any."""

    body: Words
    block: UUID | None = None
    field: Annotated[str, Field(max_length=60)] = ""
    quote: Annotated[str, Field(max_length=5_000)] = ""
    prefix: Annotated[str, Field(max_length=500)] = ""
    suffix: Annotated[str, Field(max_length=500)] = ""


class NewComment(Wish):
    """An answer in a thread."""

    body: Words


class Resolution(Wish):
    """What came of a thread."""

    outcome: Outcome
    text: Annotated[str, Field(max_length=2_000)] = ""


class Reopening(Wish):
    """Why a thread is to be talked about again."""

    reason: Annotated[str, Field(max_length=2_000)]


@reads(
    "/areas/<slug>/threads",
    answers=Page[ThreadOut],
    query=ThreadsQuery,
    resource=RESOURCE,
    summary=N_("List the threads of a roadmap"),
)
def list_threads(session: Session, slug: str, query: ThreadsQuery) -> Part[ThreadOut]:
    """Newest first."""
    roadmap = find_roadmap(session, slug, actor())
    found = session.scalars(open_threads_of(roadmap) if query.state == "open" else threads_of(roadmap)).all()
    return part_of(
        found,
        query,
        lambda one: str(one.id),
        lambda some: [_thread_out(one) for one in converse(session, some, actor=actor())],
    )


@reads("/threads/<uuid:thread_id>", answers=ThreadOut, resource=RESOURCE, summary=N_("Read a thread"))
def read_thread(session: Session, thread_id: UUID) -> ThreadOut:
    """From its beginning."""
    return _shown(session, find_thread(session, thread_id, actor()))


@acts(
    "POST",
    "/areas/<slug>/threads",
    takes=NewThread,
    answers=Made,
    status=201,
    scope=Scope.DISCUSS,
    resource=RESOURCE,
    summary=N_("Open a thread"),
)
def open_thread(session: Session, slug: str, body: NewThread) -> Told:
    """About the roadmap, about a block, or about a passage that is quoted from it."""
    roadmap = find_roadmap(session, slug, the_actor())
    if body.block is not None:
        find_block(session, roadmap, body.block)
    facts = body.model_dump(exclude={"block"})
    posted = waiting.post_thread(session, roadmap, block_id=body.block, **facts, actor=the_actor(), at=now())
    return _made(posted)


@acts(
    "POST",
    "/threads/<uuid:thread_id>/comments",
    takes=NewComment,
    answers=Made,
    status=201,
    scope=Scope.DISCUSS,
    resource=RESOURCE,
    summary=N_("Answer in a thread"),
)
def answer_in_thread(session: Session, thread_id: UUID, body: NewComment) -> Made:
    """While it is open."""
    thread = find_thread(session, thread_id, the_actor())
    posted = waiting.post_reply(session, thread, body=body.body, actor=the_actor(), at=now())
    return Made(id=posted.id, waits=isinstance(posted, WaitingComment))


@acts(
    "POST",
    "/threads/<uuid:thread_id>/resolution",
    takes=Resolution,
    answers=ThreadOut,
    scope=Scope.DISCUSS,
    resource=RESOURCE,
    summary=N_("Bring a thread to an end"),
)
def resolve_thread(session: Session, thread_id: UUID, body: Resolution) -> ThreadOut:
    """For the one who opened it and for those who lead the area."""
    thread = find_thread(session, thread_id, the_actor())
    rules.resolve(session, thread, outcome=body.outcome, text=body.text, actor=the_actor(), at=now())
    return _shown(session, thread)


@acts(
    "POST",
    "/threads/<uuid:thread_id>/reopening",
    takes=Reopening,
    answers=ThreadOut,
    scope=Scope.DISCUSS,
    resource=RESOURCE,
    summary=N_("Talk about a thread again"),
)
def reopen_thread(session: Session, thread_id: UUID, body: Reopening) -> ThreadOut:
    """For the same people."""
    thread = find_thread(session, thread_id, the_actor())
    rules.reopen(session, thread, reason=body.reason, actor=the_actor(), at=now())
    return _shown(session, thread)


def _made(posted: Thread | WaitingComment) -> Told:
    if isinstance(posted, Thread):
        return Told(Made(id=posted.id), location=f"/api/v1/threads/{posted.id}")
    return Told(Made(id=posted.id, waits=True))


def _shown(session: Session, thread: Thread) -> ThreadOut:
    return _thread_out(converse(session, [thread], actor=actor())[0])


def _thread_out(one: Conversation) -> ThreadOut:
    thread = one.thread
    return ThreadOut(
        id=thread.id,
        area=thread.roadmap.area.slug,
        block=thread.block_id,
        field=thread.field,
        passage=thread.passage,
        opened_at=local(thread.opened_at),
        by=_who(one.voice),
        is_open=thread.is_open,
        resolved_at=local(thread.resolved_at) if thread.resolved_at else None,
        outcome=thread.outcome.value if thread.outcome else None,
        outcome_text=thread.outcome_text,
        may_answer=one.may_reply,
        may_resolve=one.may_settle,
        comments=[_comment_out(said) for said in one.said],
    )


def _comment_out(said: Said) -> CommentOut:
    return CommentOut(
        id=said.id,
        by=_who(said.voice),
        written_at=local(said.written_at),
        edited_at=local(said.edited_at) if said.edited_at else None,
        html=said.html,
        is_hidden=said.is_hidden,
        hide_reason=said.hide_reason,
        is_withdrawn=said.is_withdrawn,
    )


def _who(voice: Voice) -> Who:
    return Who(person=voice.name or None, organisation=voice.organisation or None)
