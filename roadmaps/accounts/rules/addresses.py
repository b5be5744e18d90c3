"""Changing one's own address, which is what one signs in with and where every link comes.

The new address must answer before it is kept, so that nobody is locked out by a slip and nobody takes another's; whoever
reads the old one can stop it for a week, also after it has been kept, so that a thief gains nothing that lasts.
"""

from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts import policy, queries
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import EmailChangeAsked, EmailChanged, EmailChangeStopped
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import EmailChange, Person
from roadmaps.accounts.rules.attempts import WAIT_SECONDS, count_attempt, is_limited
from roadmaps.accounts.rules.entry import end_all_sign_ins
from roadmaps.accounts.rules.invitations import withdraw_sent_since
from roadmaps.accounts.rules.links import DEAD
from roadmaps.accounts.rules.people import as_stored, take_email
from roadmaps.accounts.rules.stopping import asked_email_of, stop_asked_email_of, stop_links_of
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.errors import NotAllowed, NotFound, TooMany
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say

KEPT_WITHIN = timedelta(days=1)
STOPPED_WITHIN = timedelta(days=7)
# A thief who wants the address may have brought a key of their own some days before asking for it.
DOUBTED_BEFORE = timedelta(days=7)


def ask_for_new_email(
    session: Session, person: Person, *, email: str, address: str, at: datetime, actor: Actor
) -> EmailChange | None:
    """Let the new address be asked whether it is the person's; None where it is the present one.

    :raises TooMany: when it has been asked for too often of late
    """
    if not policy.may_change_person(actor, person):
        raise NotAllowed(say("People change their own name, address and password."))
    new = as_stored(email)
    if new == person.email:
        return None
    for account in (new, str(person.id)):
        if is_limited(session, hash_of(account), hash_of(address), act="letter", at=at):
            raise TooMany(WAIT_SECONDS)
        count_attempt(session, hash_of(account), hash_of(address), act="letter", at=at)
    stop_asked_email_of(session, person, at=at)
    token, stop_token = new_token(), new_token()
    change = EmailChange(
        id=new_id(),
        person_id=person.id,
        old_email=person.email,
        new_email=new,
        token_hash=hash_of(token),
        stop_hash=hash_of(stop_token),
        asked_at=at,
        expires_at=at + KEPT_WITHIN,
        stops_until=at + STOPPED_WITHIN,
    )
    session.add(change)
    record(
        session,
        EmailChangeAsked(
            person_id=person.id,
            name=person.name,
            language=person.language,
            old_email=person.email,
            new_email=new,
            expires_at=change.expires_at,
            stops_until=change.stops_until,
            at=at,
            is_taken=session.scalar(queries.person_with_email(new)) is not None,
            token=token,
            stop_token=stop_token,
        ),
    )
    return change


def find_asked_email(session: Session, token: str, *, at: datetime, actor: Actor) -> EmailChange:
    """The change behind the link to the new address, for the person who asked for it."""
    change = session.scalar(asked_email_of(actor.person_id, at).where(EmailChange.token_hash == hash_of(token)))
    if change is None:
        raise NotFound(DEAD)
    return change


def keep_new_email(session: Session, change: EmailChange, *, at: datetime, actor: Actor) -> None:
    """Keep the new address, as it has answered."""
    session.refresh(change, with_for_update=True)
    person = session.get_one(Person, change.person_id)
    if not policy.may_change_person(actor, person):
        raise NotAllowed(say("People change their own name, address and password."))
    is_dead = change.kept_at is not None or change.stopped_at is not None or at >= change.expires_at
    if is_dead or session.scalar(queries.person_with_email(change.new_email)) is not None:
        raise NotFound(DEAD)
    old = person.email
    if not take_email(session, person, change.new_email):
        raise NotFound(DEAD)
    change.kept_at = at
    # They went to the other address.
    stop_links_of(session, person, at=at)
    record(
        session,
        EmailChanged(
            person_id=person.id, name=person.name, language=person.language, old_email=old, new_email=person.email
        ),
    )


def take_back_asked_email(session: Session, person: Person, *, at: datetime, actor: Actor) -> None:
    """Let the new address not be asked any more."""
    if not policy.may_change_person(actor, person):
        raise NotAllowed(say("People change their own name, address and password."))
    if stop_asked_email_of(session, person, at=at):
        record(session, EmailChangeStopped(person_id=person.id, was_kept=False, at=at))


def find_stoppable_email(session: Session, token: str, *, at: datetime) -> EmailChange:
    """The change behind the link to the old address, while it can be stopped."""
    change = session.scalar(select(EmailChange).where(EmailChange.stop_hash == hash_of(token)))
    if change is None or change.stopped_at is not None or at >= change.stops_until:
        raise NotFound(DEAD)
    return change


def stop_new_email(session: Session, change: EmailChange, *, at: datetime) -> None:
    """Stop the change, by the link to the old address. Whoever asked for it may be a thief, so that they are shut out:

    every browser is signed out, the password is worth nothing until a new one is chosen by a letter to the old address,
    invitations that were sent of late let nobody in, and what else has come of late is taken away by the rooms that keep it.
    """
    hold(session, change.person_id)
    session.refresh(change, with_for_update=True)
    person = session.get_one(Person, change.person_id)
    if change.stopped_at is not None or at >= change.stops_until:
        raise NotFound(DEAD)
    for one in session.scalars(_asked_since(change)).all():
        one.stopped_at = at
    # Also where the address has been changed further since then: otherwise a thief would merely change it twice.
    was_kept = change.kept_at is not None and person.email != change.old_email
    is_free = session.scalar(queries.person_with_email(change.old_email)) is None
    if was_kept and is_free:
        take_email(session, person, change.old_email)
    person.password_hash = None
    # They went to the other address.
    stop_links_of(session, person, at=at)
    end_all_sign_ins(session, person.id, at=at)
    since = change.asked_at - DOUBTED_BEFORE
    withdraw_sent_since(session, person.id, since, at=at)
    record(session, EmailChangeStopped(person_id=person.id, was_kept=was_kept, at=at, doubted_since=since))


def _asked_since(change: EmailChange) -> Select[EmailChange]:
    """The change, and those of the same person that came after it: their links to stop them went to a thief's addresses."""
    return select(EmailChange).where(
        EmailChange.person_id == change.person_id,
        EmailChange.asked_at >= change.asked_at,
        EmailChange.stopped_at.is_(None),
    )
