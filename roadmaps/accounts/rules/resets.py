"""Choosing a new password by a link in a letter. What is answered never tells whether an account exists."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from roadmaps.accounts import queries
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.events import PasswordChanged, PasswordResetAsked
from roadmaps.accounts.models import PasswordReset, Person, SignInAttempt
from roadmaps.accounts.rules.entry import end_all_sign_ins, is_limited
from roadmaps.accounts.rules.people import set_password
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.events import record

RESET_LASTS = timedelta(hours=1)


def ask_for_reset(session: Session, *, email: str, address: str, at: datetime) -> None:
    """Make a link for the active person with this address, if there is one and it has not been asked for too often."""
    account = as_typed(email)
    account_key, address_key = hash_of(account), hash_of(address)
    is_too_often = is_limited(session, account_key, address_key, act="reset", at=at)
    session.add(SignInAttempt(act="reset", account_key=account_key, address_key=address_key, tried_at=at))
    person = session.scalar(queries.person_with_email(account))
    if person is None or not person.is_active or is_too_often:
        return
    token = make_link(session, person, at=at)
    record(
        session,
        PasswordResetAsked(
            person_id=person.id,
            email=person.email,
            name=person.name,
            language=person.language,
            expires_at=at + RESET_LASTS,
            token=token,
        ),
    )


def make_link(session: Session, person: Person, *, at: datetime, lasts: timedelta = RESET_LASTS) -> str:
    """The secret of a new link; earlier ones stop working. Who may see it is for the caller to know."""
    _stop_links_of(session, person, at)
    token = new_token()
    session.add(PasswordReset(token_hash=hash_of(token), person_id=person.id, asked_at=at, expires_at=at + lasts))
    return token


def reset_password(session: Session, reset: PasswordReset, *, password: str, at: datetime) -> Person:
    """Give the person of the link the new password, and sign every browser out."""
    session.refresh(reset, with_for_update=True)
    person = session.get(Person, reset.person_id)
    if reset.used_at is not None or at >= reset.expires_at or person is None or not person.is_active:
        raise NotFound
    set_password(person, password, field="password")
    _stop_links_of(session, person, at)
    end_all_sign_ins(session, person.id, at=at)
    record(
        session,
        PasswordChanged(
            person_id=person.id, email=person.email, name=person.name, language=person.language, at=at, by_reset=True
        ),
    )
    return person


def _stop_links_of(session: Session, person: Person, at: datetime) -> None:
    open_links = (PasswordReset.person_id == person.id, PasswordReset.used_at.is_(None))
    session.execute(update(PasswordReset).where(*open_links).values(used_at=at))
