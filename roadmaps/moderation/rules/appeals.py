"""The author of a hidden comment asks for a second look, once; somebody else than who hid it answers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.comments import restore_comment
from roadmaps.discussion.models import Comment
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.moderation import policy
from roadmaps.moderation.events import AppealAnswered, AppealMade
from roadmaps.moderation.models import Appeal
from roadmaps.moderation.queries import appeal_of, has_others_for
from roadmaps.roadmap.queries import block_title

LONGEST_WORDS = 2000


def appeal(session: Session, comment: Comment, *, words: str, actor: Actor, at: datetime) -> Appeal:
    """Ask for a second look at the hiding that stands.

    :raises Invalid: when there are no words, or it has been asked for already
    """
    if not policy.may_appeal(actor, comment):
        raise NotAllowed(say("Only the author can appeal, while the comment is hidden."))
    _check(words, "words", say("Say why you think that it should be read."))
    # Two windows of the same author queue for the comment.
    session.execute(select(Comment.id).where(Comment.id == comment.id).with_for_update())
    if session.scalar(appeal_of(comment)) is not None:
        raise Invalid(say("You have appealed once already, and that is answered for good."))
    assert comment.hidden_at is not None  # the policy has seen that it is hidden
    assert comment.hidden_by_id is not None
    row = Appeal(
        id=new_id(),
        area_id=comment.thread.roadmap.area_id,
        comment_id=comment.id,
        hidden_at=comment.hidden_at,
        hidden_by_id=comment.hidden_by_id,
        hide_reason=comment.hide_reason,
        words=words.strip(),
        made_at=at,
    )
    session.add(row)
    session.flush()
    record(session, AppealMade(row.id, row.area_id, actor.person_id, at))
    return row


def answer_appeal(session: Session, row: Appeal, *, is_restored: bool, answer: str, actor: Actor, at: datetime) -> None:
    """Let the comment be read again, or let it stay hidden; with a reason, and for good.

    :raises Invalid: when it is not told why
    """
    comment = session.get_one(Comment, row.comment_id)
    has_others = has_others_for(session, row, comment, on=day_of(at))
    if not policy.may_answer_appeal(actor, row, author_id=comment.person_id, has_others=has_others):
        raise NotAllowed(say("Somebody else than who hid the comment, and who wrote it, answers the appeal."))
    _check(answer, "answer", say("Say why, so that everyone can understand it."))
    _close(session, row, comment, is_restored=is_restored, answer=answer.strip(), by_id=actor.person_id, at=at)
    if is_restored:
        restore_comment(session, comment, reason=answer.strip(), actor=actor, at=at)


def close_appeal(session: Session, comment_id: UUID, reason: str, *, by_id: UUID, at: datetime) -> None:
    """The comment can be read again, so whoever had appealed has got what was asked for."""
    waiting = Appeal.comment_id == comment_id, Appeal.answered_at.is_(None)
    for row in session.scalars(select(Appeal).where(*waiting)):
        comment = session.get_one(Comment, comment_id)
        _close(session, row, comment, is_restored=True, answer=reason, by_id=by_id, at=at)


def _close(
    session: Session, row: Appeal, comment: Comment, *, is_restored: bool, answer: str, by_id: UUID, at: datetime
) -> None:
    row.answered_at, row.answered_by_id, row.is_restored, row.answer = at, by_id, is_restored, answer
    session.flush()
    thread = comment.thread
    about = block_title(session, thread.roadmap, thread.block_id)
    record(session, AppealAnswered(row.id, row.area_id, thread.id, about, is_restored, answer, by_id, at))


def _check(words: str, field: str, sentence: Sentence) -> None:
    fault = None
    if not words.strip():
        fault = sentence
    elif len(words) > LONGEST_WORDS:
        fault = say("This is too long. A few sentences are enough.")
    if fault is not None:
        raise Invalid(say("Some of what you wrote needs another look."), {field: fault})
