"""What may happen in the discussion: threads are opened, answered, resolved and reopened."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.sentences import why_muted
from roadmaps.discussion import policy
from roadmaps.discussion.anchoring import Quoted, anchor_passage
from roadmaps.discussion.comments import write_comment
from roadmaps.discussion.events import ThreadAnswered, ThreadOpened, ThreadReopened, ThreadResolved
from roadmaps.discussion.models import Comment, Outcome, Thread, ThreadTurn, Turn
from roadmaps.discussion.passages import one_line
from roadmaps.discussion.queries import must_wait
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block

LONGEST_REASON = 2000


def open_thread(
    session: Session,
    roadmap: Roadmap,
    *,
    body: str,
    block_id: UUID | None = None,
    field: str = "",
    quote: str = "",
    prefix: str = "",
    suffix: str = "",
    is_kept_apart: bool = False,
    is_looked_through: bool = False,
    actor: Actor,
    at: datetime,
) -> Thread:
    """Open a thread about the roadmap, about a block, or about a passage that is quoted from it.

    A quote is sought in `field`, or in every field of the block when none is named; `prefix` and `suffix`, what stands
    around it, tell apart words that stand there more than once. A thread that is kept apart is shown by the room that
    opened it, with what it is about. A block that has been removed meanwhile takes the
    thread all the same, so that nothing typed is lost.

    Where what the actor writes must wait for a look, `waiting.post_thread` keeps it until then.

    :param is_looked_through: somebody who leads the area has looked at it
    :raises Invalid: when there is no text, or the quoted passage does not stand in the block
    """
    if not policy.may_open_thread(actor, roadmap):
        raise NotAllowed(why_not_comment(roadmap, actor))
    _must_not_wait(session, roadmap, actor, is_looked_through=is_looked_through)
    thread = Thread(
        id=new_id(),
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        block_id=block_id,
        is_kept_apart=is_kept_apart,
        opened_by_id=actor.person_id,
        opened_for_id=actor.acting_for_id,
        opened_at=at,
        anchored_at=roadmap.history.current,
    )
    if block_id is not None:
        quoted = Quoted(one_line(quote), one_line(prefix), one_line(suffix))
        anchor_passage(thread, find_block(session, roadmap, block_id), field=field, quoted=quoted)
    session.add(thread)
    session.flush()
    comment = write_comment(session, thread, body=body, actor=actor, at=at)
    record(session, ThreadOpened(thread.id, comment.id, roadmap.id, roadmap.area_id, actor.person_id, at))
    return thread


def reply(
    session: Session, thread: Thread, *, body: str, is_looked_through: bool = False, actor: Actor, at: datetime
) -> Comment:
    """Answer in an open thread; `waiting.post_reply` keeps what must wait for a look until then.

    :raises Invalid: when there is no text
    """
    if not policy.may_reply(actor, thread):
        raise NotAllowed(why_not_reply(actor, thread))
    _must_not_wait(session, thread.roadmap, actor, is_looked_through=is_looked_through)
    comment = write_comment(session, thread, body=body, actor=actor, at=at)
    area_id = thread.roadmap.area_id
    record(session, ThreadAnswered(thread.id, comment.id, thread.roadmap_id, area_id, actor.person_id, at))
    return comment


def resolve(session: Session, thread: Thread, *, outcome: Outcome, text: str, actor: Actor, at: datetime) -> None:
    """Bring a thread to an end by saying what came of it; resolving a resolved thread anew changes nothing.

    :raises Invalid: when it is not told why nothing was changed, or who takes it on
    """
    if not policy.may_settle(actor, thread):
        raise NotAllowed(say("Only the one who began the thread and the process leader can resolve it."))
    _hold(session, thread)
    if not thread.is_open:
        return
    if outcome.needs_words and not text.strip():
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"text": say("Say why, so that everyone can understand it.")},
        )
    _check_length(text)
    thread.resolved_at, thread.resolved_by_id = at, actor.person_id
    thread.outcome, thread.outcome_text = outcome, text.strip()
    _turn(session, thread, Turn.RESOLVED, outcome, text, actor, at)
    record(
        session,
        ThreadResolved(
            thread.id,
            thread.roadmap_id,
            thread.roadmap.area_id,
            outcome.value,
            thread.outcome_text,
            actor.person_id,
            at,
        ),
    )


def reopen(session: Session, thread: Thread, *, reason: str, actor: Actor, at: datetime) -> None:
    """Let a resolved thread be talked about again; an open one stays open.

    :raises Invalid: when there is no reason
    """
    if not policy.may_settle(actor, thread):
        raise NotAllowed(say("Only the one who began the thread and the process leader can reopen it."))
    _hold(session, thread)
    if thread.is_open:
        return
    if not reason.strip():
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"text": say("Say why, so that everyone can understand it.")},
        )
    _check_length(reason)
    thread.resolved_at = thread.resolved_by_id = thread.outcome = None
    thread.outcome_text = ""
    _turn(session, thread, Turn.REOPENED, None, reason, actor, at)
    record(
        session,
        ThreadReopened(thread.id, thread.roadmap_id, thread.roadmap.area_id, reason.strip(), actor.person_id, at),
    )


def why_not_comment(roadmap: Roadmap, actor: Actor | None) -> Sentence:
    """What to tell somebody who may read but not comment."""
    if muted := why_muted(actor, roadmap.area_id):
        return muted
    if not roadmap.state.is_open_for_comments:
        return say("The roadmap is closed, so it takes no more comments.")
    return say("You can read here, but not comment. Ask the process leader if you need to.")


def _hold(session: Session, thread: Thread) -> None:
    """Let others who would settle the same thread wait, and see what the last of them did."""
    settled = ["resolved_at", "resolved_by_id", "outcome", "outcome_text"]
    session.refresh(thread, settled, with_for_update=True)


def _turn(
    session: Session, thread: Thread, turn: Turn, outcome: Outcome | None, text: str, actor: Actor, at: datetime
) -> None:
    session.add(
        ThreadTurn(
            thread_id=thread.id,
            turn=turn,
            outcome=outcome,
            text=text.strip(),
            at=at,
            person_id=actor.person_id,
            organisation_id=actor.acting_for_id,
        )
    )
    session.flush()


def _check_length(text: str) -> None:
    if len(text) > LONGEST_REASON:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"text": say("This is too long here. Write it as a comment in the thread instead.")},
        )


def _must_not_wait(session: Session, roadmap: Roadmap, actor: Actor, *, is_looked_through: bool) -> None:
    if not is_looked_through and must_wait(session, roadmap, actor):
        raise NotAllowed(say("What new people write here waits for a look before it is shown."))


def why_not_reply(actor: Actor, thread: Thread) -> Sentence:
    """What to tell somebody who may read but not answer."""
    if policy.may_open_thread(actor, thread.roadmap):
        return say("The thread has been resolved. Reopen it, or begin a new one.")
    return why_not_comment(thread.roadmap, actor)
