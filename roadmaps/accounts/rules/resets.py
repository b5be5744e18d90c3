"""Choosing a new password by a link in a letter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.events import PasswordChanged, PasswordResetAsked
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import PasswordReset, Person
from roadmaps.accounts.rules.entry import end_all_sign_ins
from roadmaps.accounts.rules.people import set_password
from roadmaps.accounts.rules.stopping import stop_links_of, stop_resets_of
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.accounts.ways_in import WayIn, had, removable
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.events import record

RESET_LASTS = timedelta(hours=1)


def send_reset(session: Session, person: Person, *, at: datetime) -> None:
    """Make a link for the person and let it be sent."""
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
    stop_resets_of(session, person, at=at)
    token = new_token()
    session.add(PasswordReset(token_hash=hash_of(token), person_id=person.id, asked_at=at, expires_at=at + lasts))
    return token


def reset_password(
    session: Session,
    reset: PasswordReset,
    *,
    password: str,
    at: datetime,
    ways: Sequence[WayIn] = (),
    removes_other_ways: bool = False,
) -> Person:
    """Give the person of the link the new password, and sign every browser out.

    :param ways: every other way of getting in that the site has
    :param removes_other_ways: whether those of the person go too, as far as a letter may take them away
    """
    hold(session, reset.person_id)
    session.refresh(reset, with_for_update=True)
    person = session.get(Person, reset.person_id, populate_existing=True)
    if reset.used_at is not None or at >= reset.expires_at or person is None or not person.is_active:
        raise NotFound
    set_password(person, password, field="password")
    stop_links_of(session, person, at=at)
    end_all_sign_ins(session, person.id, at=at)
    if removes_other_ways:
        for way in removable(session, ways, person.id):
            way.forget(session, person.id, at)
        session.flush()  # which ways remain is asked next
    record(
        session,
        PasswordChanged(
            person_id=person.id,
            email=person.email,
            name=person.name,
            language=person.language,
            at=at,
            by_reset=True,
            removed_other_ways=removes_other_ways,
            other_ways=tuple(way.label for way in had(session, ways, person.id)),
        ),
    )
    return person
