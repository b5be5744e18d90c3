"""Consultations hear what is decided about the wordings that were proposed in answers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.consultation.models import Point
from roadmaps.consultation.rules.replying import clear_reply, note_reply, tie_to_revision
from roadmaps.consultation.words import Reply
from roadmaps.foundation.events import Listeners
from roadmaps.suggestions.events import DecisionTakenBack, SuggestionDecided
from roadmaps.suggestions.models import Suggestion, SuggestionState

_REPLIES = {
    SuggestionState.ACCEPTED.value: Reply.FOLLOWED,
    SuggestionState.PARTLY_ACCEPTED.value: Reply.PARTLY_FOLLOWED,
    SuggestionState.DECLINED.value: Reply.NOT_FOLLOWED,
}


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(SuggestionDecided, reply_with_decision)
    listeners.in_transaction(DecisionTakenBack, take_back_with_decision)


def reply_with_decision(session: Session, fact: SuggestionDecided) -> None:
    """What is decided about a proposal is the reply to it, and tells which revision it led to."""
    point = _point_of(session, fact.suggestion_id)
    if point is None:
        return
    if fact.revision_number is not None and point.revision_number != fact.revision_number:
        tie_to_revision(session, point, fact.revision_number, actor=None, at=fact.at)
    if fact.state == SuggestionState.MERGED.value:
        joined = session.get_one(Suggestion, fact.suggestion_id).joined_with_id
        head = _point_of(session, joined) if joined else None
        if head is not None and head.stands_alone and point.stands_alone and point.reply is None:
            point.joined_with_id = head.id
            session.flush()
        return
    if point.is_waiting:
        note_reply(session, point, _REPLIES[fact.state], fact.reason, person_id=fact.person_id, at=fact.at)


def take_back_with_decision(session: Session, fact: DecisionTakenBack) -> None:
    """What was replied with a decision goes when the decision goes; what is published stays as it was told."""
    point = _point_of(session, fact.suggestion_id)
    if point is None or point.consultation.published_at is not None:
        return
    point.joined_with_id = None
    session.flush()
    if point.reply is not None:
        clear_reply(session, point, actor=None, at=fact.at)


def _point_of(session: Session, suggestion_id: object) -> Point | None:
    return session.scalar(select(Point).where(Point.suggestion_id == suggestion_id, Point.replaced_at.is_(None)))
