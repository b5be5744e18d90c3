"""What people ask about their own data: all of it, or that something be corrected or used less."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.queries import person_with_email
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.privacy import policy
from roadmaps.privacy.events import DataTakenHome, PrivacyAnswered, PrivacyAsked
from roadmaps.privacy.gathering import Subject
from roadmaps.privacy.models import Outcome, PrivacyRequest, Wish

# One month by article 12.3, as the shortest month has it.
ANSWERED_WITHIN = timedelta(days=28)


def note_taken_home(session: Session, subject: Subject, *, rows: int, at: datetime, actor: Actor) -> None:
    """Keep that somebody's data was given out: to themselves, or of an address to a coordinator who was asked for it."""
    may = (
        policy.may_take_home(actor, subject.person_id) if subject.person_id else policy.may_take_home_of_address(actor)
    )
    if not may:
        raise NotAllowed(say("People take home what is kept about themselves."))
    if subject.person_id is None and session.scalar(person_with_email(subject.email)) is not None:
        fault = say("This is the address of somebody with an account, who takes it home from their own page.")
        raise Invalid(fault, {"email": fault})
    record(session, DataTakenHome(person_id=subject.person_id, by_id=actor.person_id, rows=rows, at=at))


def ask(session: Session, wish: Wish, words: str, *, at: datetime, actor: Actor) -> PrivacyRequest:
    """Ask whoever answers for the data for something that one cannot do oneself."""
    if not policy.may_ask(actor):
        raise NotAllowed(say("Sign in first."))
    if not words.strip():
        fault = say("Write what it is about.")
        raise Invalid(fault, {"words": fault})
    request = PrivacyRequest(
        person_id=actor.person_id,
        wish=wish,
        words=words.strip(),
        made_at=at,
        answer_by=day_of(at + ANSWERED_WITHIN),
        answer="",
    )
    session.add(request)
    session.flush()
    record(session, PrivacyAsked(request_id=request.id, person_id=actor.person_id, wish=wish, at=at))
    return request


def answer(
    session: Session, request: PrivacyRequest, *, outcome: Outcome, words: str, at: datetime, actor: Actor
) -> None:
    """Tell the person what became of it. Who gets a no gets a reason, and is told where to complain."""
    if not policy.may_answer(actor, request):
        raise NotAllowed(say("A coordinator answers once, and not what they have asked themselves."))
    if not words.strip():
        fault = say("Write what was done, or why it was not.")
        raise Invalid(fault, {"words": fault})
    request.outcome, request.answer = outcome, words.strip()
    request.answered_at, request.answered_by_id = at, actor.person_id
    record(
        session,
        PrivacyAnswered(
            request_id=request.id, person_id=request.person_id, outcome=outcome, by_id=actor.person_id, at=at
        ),
    )
