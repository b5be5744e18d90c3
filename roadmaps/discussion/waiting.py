"""Where an area reads first: what new people write is kept until one who leads has looked at it.

It is no comment before that, so that it is in no list, count, letter or search. The first that is released makes its
author known: what comes after it is shown at once.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.discussion import policy, rules
from roadmaps.discussion.anchoring import Quoted, anchor_passage
from roadmaps.discussion.comments import LONGEST_REASON, rendered
from roadmaps.discussion.events import CommentNotReleased, CommentReleased, ReadFirstChanged
from roadmaps.discussion.models import Comment, ReadFirst, Thread, WaitingComment
from roadmaps.discussion.passages import one_line
from roadmaps.discussion.queries import comments_in, must_wait
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block


def choose_read_first(session: Session, roadmap: Roadmap, is_on: bool, *, actor: Actor, at: datetime) -> None:
    """Say whether what new people write in the area waits for a look. What waits already waits on."""
    if not policy.may_choose_read_first(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    chosen = session.get(ReadFirst, roadmap.area_id)
    if (chosen is not None) == is_on:
        return
    if chosen is None:
        session.add(ReadFirst(area_id=roadmap.area_id, since=at, person_id=actor.person_id))
    else:
        session.delete(chosen)
    session.flush()
    record(session, ReadFirstChanged(roadmap.area_id, is_on, actor.person_id, at))


def post_thread(
    session: Session,
    roadmap: Roadmap,
    *,
    body: str,
    block_id: UUID | None = None,
    field: str = "",
    quote: str = "",
    prefix: str = "",
    suffix: str = "",
    actor: Actor,
    at: datetime,
) -> Thread | WaitingComment:
    """Open a thread, or keep what would begin it until somebody has looked at it.

    :raises Invalid: when there is no text, or the quoted passage does not stand in the block
    """
    passage = {"field": field, "quote": quote, "prefix": prefix, "suffix": suffix}
    if not policy.may_open_thread(actor, roadmap) or not must_wait(session, roadmap, actor):
        return rules.open_thread(
            session,
            roadmap,
            body=body,
            block_id=block_id,
            field=field,
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            actor=actor,
            at=at,
        )
    if block_id is not None:
        quoted = Quoted(one_line(quote), one_line(prefix), one_line(suffix))
        anchor_passage(Thread(id=new_id()), find_block(session, roadmap, block_id), field=field, quoted=quoted)
    return _keep(session, roadmap, body, block_id=block_id, passage=passage if block_id else {}, actor=actor, at=at)


def post_reply(session: Session, thread: Thread, *, body: str, actor: Actor, at: datetime) -> Comment | WaitingComment:
    """Answer in an open thread, or keep the answer until somebody has looked at it.

    :raises Invalid: when there is no text
    """
    if not policy.may_reply(actor, thread) or not must_wait(session, thread.roadmap, actor):
        return rules.reply(session, thread, body=body, actor=actor, at=at)
    return _keep(session, thread.roadmap, body, thread=thread, block_id=thread.block_id, actor=actor, at=at)


def release(session: Session, waiting: WaitingComment, *, actor: Actor, at: datetime) -> Comment:
    """Let everyone read it, in the name of who wrote it.

    :raises Invalid: when its author may not write here any more
    """
    author = _author(session, waiting, at)
    _must_look_through(session, waiting, actor)
    if waiting.thread is not None:
        if not policy.may_reply(author, waiting.thread):
            raise Invalid(rules.why_not_reply(author, waiting.thread))
        body = waiting.body
        comment = rules.reply(session, waiting.thread, body=body, is_looked_through=True, actor=author, at=at)
    else:
        comment = session.scalars(comments_in([_open(session, waiting, author, at).id])).unique().one()
    waiting.settled_at, waiting.settled_by_id, waiting.comment_id = at, actor.person_id, comment.id
    session.flush()
    area_id = waiting.roadmap.area_id
    record(session, CommentReleased(waiting.id, comment.id, area_id, actor.person_id, at))
    return comment


def decline(session: Session, waiting: WaitingComment, *, reason: str, actor: Actor, at: datetime) -> None:
    """Not let others read it; its author reads why.

    :raises Invalid: when there is no reason
    """
    _must_look_through(session, waiting, actor)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        fault = say("Say why. The author is told.") if not reason.strip() else say("A sentence or two are enough.")
        raise Invalid(say("Some of what you wrote needs another look."), {"reason": fault})
    waiting.settled_at, waiting.settled_by_id, waiting.decline_reason = at, actor.person_id, reason.strip()
    session.flush()
    area_id = waiting.roadmap.area_id
    record(session, CommentNotReleased(waiting.id, area_id, waiting.decline_reason, actor.person_id, at))


def _keep(
    session: Session,
    roadmap: Roadmap,
    body: str,
    *,
    thread: Thread | None = None,
    block_id: UUID | None,
    passage: dict[str, str] | None = None,
    actor: Actor,
    at: datetime,
) -> WaitingComment:
    waiting_id = new_id()
    text, html = rendered(session, body, unique=waiting_id.hex[-8:])
    waiting = WaitingComment(
        id=waiting_id,
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        thread=thread,
        thread_id=thread.id if thread else None,
        block_id=block_id,
        passage=passage or {},
        person_id=actor.person_id,
        organisation_id=actor.acting_for_id,
        body=text,
        html=html,
        written_at=at,
    )
    session.add(waiting)
    session.flush()
    return waiting


def _open(session: Session, waiting: WaitingComment, author: Actor, at: datetime) -> Thread:
    """Begin the thread, on the passage if it still stands there; otherwise its words go into the comment."""

    def begin(body: str, field: str = "", quote: str = "", prefix: str = "", suffix: str = "") -> Thread:
        return rules.open_thread(
            session,
            waiting.roadmap,
            body=body,
            block_id=waiting.block_id,
            field=field,
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            is_looked_through=True,
            actor=author,
            at=at,
        )

    try:
        return begin(waiting.body, **waiting.passage)
    except Invalid:
        quote = one_line(waiting.passage.get("quote", ""))
        return begin(f"> {quote}\n\n{waiting.body}")


def _author(session: Session, waiting: WaitingComment, at: datetime) -> Actor:
    on = day_of(at)
    author = load_actor(session, waiting.person_id, on=on, acting_for_id=waiting.organisation_id)
    if author is None or not policy.may_open_thread(author, waiting.roadmap):
        raise Invalid(say("Its author may not write here any more, so it cannot be released."))
    return author


def _must_look_through(session: Session, waiting: WaitingComment, actor: Actor) -> None:
    """Two who look at once queue; the second finds that it is settled."""
    session.refresh(waiting, ["settled_at"], with_for_update=True)
    if not waiting.is_waiting:
        raise Invalid(say("Somebody has looked at this already."))
    if not policy.may_look_through(actor, waiting):
        raise NotAllowed(say("Only the area's process leader can do this."))
