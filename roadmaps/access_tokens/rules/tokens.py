"""Making and ending tokens, and telling their owners in time that one expires."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from roadmaps.access_tokens import policy
from roadmaps.access_tokens.events import AccessTokenEnded, AccessTokenExpires, AccessTokenMade
from roadmaps.access_tokens.models import AccessToken, Scope
from roadmaps.access_tokens.queries import expiring, tokens_of
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Person
from roadmaps.accounts.names import one_line
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say

# By these signs programs that look for secrets in files know one.
BEGINNING = "fp_"
SIGNS_SHOWN = 8
LONGEST = timedelta(days=366)
MOST_TOKENS = 50
USED_IS_KEPT_EVERY = timedelta(minutes=10)
TOLD_BEFORE = timedelta(days=7)


def make_token(
    session: Session,
    person: Person,
    *,
    name: str,
    scopes: Iterable[Scope],
    last_on: date,
    actor: Actor,
    at: datetime,
) -> str:
    """Make a token that is good until the end of a day, and return it: it is shown once and kept nowhere.

    What it is good for is always reading, and what is named besides.

    :raises Invalid: when the day is past, or more than a year away
    """
    if not policy.may_make_token_for(actor, person):
        raise NotAllowed(say("You can make access tokens for yourself, and coordinators for service accounts."))
    hold(session, person.id)
    if len(session.scalars(tokens_of(person.id)).all()) >= MOST_TOKENS:
        raise Invalid(say("There are many access tokens already. End those that are not used."))
    expires_at = _end_of(last_on, at)
    word = f"{BEGINNING}{secrets.token_urlsafe(32)}"
    chosen = {Scope.READ, *scopes}
    token = AccessToken(
        person=person,
        name=one_line(name, field="name", most=80),
        token_hash=hash_of(word),
        beginning=word[:SIGNS_SHOWN],
        scopes=[scope.value for scope in Scope if scope in chosen],
        made_by_id=actor.person_id,
        made_at=at,
        expires_at=expires_at,
    )
    session.add(token)
    session.flush()  # the event names the row, which gets its identity here
    record(
        session,
        AccessTokenMade(token.id, person.id, actor.person_id, token.name, tuple(token.scopes), expires_at, at),
    )
    return word


def end_token(session: Session, token: AccessToken, *, actor: Actor, at: datetime) -> None:
    """Let the token let nobody in any more, from the next request on."""
    if not policy.may_end_token(actor, token):
        raise NotAllowed(say("You can only end your own access tokens."))
    hold(session, token.person_id)
    _end(session, token, by_id=actor.person_id, at=at)


def end_since(session: Session, person_id: UUID, since: datetime, *, at: datetime) -> None:
    """End every token of a person, or made in their name for a program, that has come since a moment.

    Somebody else may have made it.
    """
    theirs = or_(AccessToken.person_id == person_id, AccessToken.made_by_id == person_id)
    made = select(AccessToken).where(theirs, AccessToken.made_at >= since)
    for token in session.scalars(made).all():
        _end(session, token, by_id=None, at=at)


def end_all(session: Session, person_id: UUID, at: datetime, by_id: UUID | None = None) -> None:
    """End every token of a person, who has asked for it where `by_id` names nobody else."""
    hold(session, person_id)
    for token in session.scalars(tokens_of(person_id)).all():
        _end(session, token, by_id=by_id or person_id, at=at)


def end_tokens_of(session: Session, person: Person, *, actor: Actor, at: datetime) -> None:
    """End every token of somebody else, or one's own, without telling what they are for."""
    if not policy.may_end_tokens_of(actor, person):
        raise NotAllowed(say("You can only end your own access tokens."))
    end_all(session, person.id, at, by_id=actor.person_id)


def touch(token: AccessToken, *, at: datetime) -> None:
    """Keep that the token was shown."""
    token.used_at = at


def remind(session: Session, at: datetime) -> None:
    """Tell the owners of tokens that expire within a week, each once."""
    for token in session.scalars(expiring(at + TOLD_BEFORE, at)).all():
        token.reminded_at = at
        receiver_id = token.made_by_id if token.person.is_service_account else token.person_id
        record(session, AccessTokenExpires(token.id, token.person_id, receiver_id, token.name, token.expires_at, at))


def _end(session: Session, token: AccessToken, *, by_id: UUID | None, at: datetime) -> None:
    if token.ended_at is None:
        token.ended_at, token.ended_by_id = at, by_id
        record(session, AccessTokenEnded(token.id, token.person_id, by_id, token.name, at))


def _end_of(last_on: date, at: datetime) -> datetime:
    if last_on < day_of(at):
        raise _wrong_day(say("This day is past."))
    if last_on > day_of(at + LONGEST):
        raise _wrong_day(say("An access token is good for a year at most."))
    return datetime.combine(last_on + timedelta(days=1), time(), LOCAL)


def _wrong_day(fault: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {"last_on": fault})
