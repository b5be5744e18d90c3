"""Asking those who lead an area to look at something, and telling whoever asked what became of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.moderation import policy
from roadmaps.moderation.events import FlagSettled, ThingFlagged
from roadmaps.moderation.models import Flag, FlagOutcome, FlagReason, ThingSort
from roadmaps.moderation.queries import flags_on, open_flag_of
from roadmaps.moderation.things import Thing

LONGEST_WORDS = 1000


def flag(session: Session, thing: Thing, *, reason: FlagReason, words: str = "", actor: Actor, at: datetime) -> Flag:
    """Ask those who lead the area to look at it. Nothing happens to the thing before they have.

    :raises Invalid: when the person waits for an answer about it already, or says neither what nor why
    """
    if not policy.may_flag(actor, thing.roadmap):
        raise NotAllowed(say("Sign in to flag something."))
    if reason is FlagReason.OTHER and not words.strip():
        raise _fault("words", say("Say in a few words what you mean."))
    if len(words) > LONGEST_WORDS:
        raise _fault("words", say("This is too long. A sentence or two are enough."))
    if session.scalar(open_flag_of(actor.person_id, thing.sort, thing.id)) is not None:
        raise Invalid(say("You have flagged this already. You will hear what becomes of it."))
    row = Flag(
        id=new_id(),
        area_id=thing.roadmap.area_id,
        sort=thing.sort,
        thing_id=thing.id,
        about=thing.about,
        reason=reason,
        words=words.strip(),
        person_id=actor.person_id,
        raised_at=at,
    )
    session.add(row)
    session.flush()
    record(session, ThingFlagged(row.id, row.area_id, actor.person_id, at))
    return row


def settle_flags(
    session: Session, thing: Thing, *, outcome: FlagOutcome, answer: str, actor: Actor, at: datetime
) -> Sequence[Flag]:
    """Answer every open flag on the thing at once; those who raised them are told in the same words.

    :raises Invalid: when it is not told why
    """
    if not policy.may_answer_flag(actor, thing.roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if not answer.strip():
        raise _fault("answer", say("Say why, so that whoever flagged it understands."))
    if len(answer) > LONGEST_WORDS:
        raise _fault("answer", say("This is too long. A sentence or two are enough."))
    return _settle(session, thing.sort, thing.id, outcome, answer.strip(), by_id=actor.person_id, at=at)


def settle_hidden(session: Session, sort: ThingSort, thing_id: UUID, reason: str, *, by_id: UUID, at: datetime) -> None:
    """What was flagged has been hidden: that answers the flags."""
    _settle(session, sort, thing_id, FlagOutcome.HIDDEN, reason, by_id=by_id, at=at)


def _settle(
    session: Session, sort: ThingSort, thing_id: UUID, outcome: FlagOutcome, answer: str, *, by_id: UUID, at: datetime
) -> Sequence[Flag]:
    waiting = session.scalars(flags_on(sort, thing_id).where(Flag.settled_at.is_(None)).with_for_update()).all()
    for row in waiting:
        row.settled_at, row.settled_by_id, row.outcome, row.answer = at, by_id, outcome, answer
    session.flush()
    for row in waiting:
        record(session, FlagSettled(row.id, row.area_id, by_id, at))
    return waiting


def _fault(field: str, sentence: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {field: sentence})
