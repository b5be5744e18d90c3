"""What has been sent to somebody by letter opens nothing any more: links to sign in by, to a new password, to another address."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Update, select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import EmailChange, PasswordReset, Person, SignInLink


def open_links_of(person: Person) -> Update:
    """The links to sign in by that have been sent to the person and not been used, all to be changed at once."""
    return update(SignInLink).where(SignInLink.person_id == person.id, SignInLink.used_at.is_(None))


def stop_sign_in_links_of(session: Session, person: Person, *, at: datetime) -> None:
    """Let no link that has been sent to the person work any more."""
    session.execute(open_links_of(person).values(used_at=at))


def stop_resets_of(session: Session, person: Person, *, at: datetime) -> None:
    """Let no link to a new password that has been sent to the person work any more."""
    open_links = (PasswordReset.person_id == person.id, PasswordReset.used_at.is_(None))
    session.execute(update(PasswordReset).where(*open_links).values(used_at=at))


def stop_links_of(session: Session, person: Person, *, at: datetime) -> None:
    """Both: letters that have been sent to the person open nothing any more."""
    stop_sign_in_links_of(session, person, at=at)
    stop_resets_of(session, person, at=at)


def asked_email_of(person_id: UUID, at: datetime) -> Select[EmailChange]:
    """The change that waits for its new address to answer."""
    return select(EmailChange).where(
        EmailChange.person_id == person_id,
        EmailChange.kept_at.is_(None),
        EmailChange.stopped_at.is_(None),
        EmailChange.expires_at > at,
    )


def stop_asked_email_of(session: Session, person: Person, *, at: datetime) -> bool:
    """Let no other address that the person has asked for be kept any more; whether one was asked for."""
    asked = session.scalars(asked_email_of(person.id, at)).all()
    for change in asked:
        change.stopped_at = at
    return bool(asked)
