"""What a person can choose about mail, and what a coordinator can do with a letter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.rules.people import change_profile
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.notifications import policy
from roadmaps.notifications.events import LetterOpened
from roadmaps.notifications.models import DigestMark, MailChoice, MailKind, OutgoingMail, Rhythm
from roadmaps.notifications.queries import ordinary_choice


@dataclass(frozen=True)
class Choice:
    """What somebody wants by mail."""

    wants_answers: bool
    wants_mentions: bool
    wants_assignments: bool
    digest: Rhythm
    language: str


def choose_mail(session: Session, chosen: Choice, *, actor: Actor, at: datetime) -> None:
    """Say what one wants to be told by mail, and in which language."""
    person = session.get_one(Person, actor.person_id)
    change_profile(session, person, name=person.name, language=chosen.language, actor=actor)
    choice = _own_choice(session, actor.person_id)
    choice.wants_answers, choice.wants_mentions = chosen.wants_answers, chosen.wants_mentions
    choice.wants_assignments = chosen.wants_assignments
    _choose_rhythm(session, choice, chosen.digest, at)
    session.flush()


def stop(session: Session, person_id: UUID, kind: MailKind, *, at: datetime) -> None:
    """End the letters of one kind. Who holds the link in such a letter may: it does no more than that.

    :raises NotFound: when there is no such person
    """
    if session.get(Person, person_id) is None:
        raise NotFound
    choice = _own_choice(session, person_id)
    match kind:
        case MailKind.ANSWERS:
            choice.wants_answers = False
        case MailKind.MENTIONS:
            choice.wants_mentions = False
        case MailKind.ASSIGNMENTS:
            choice.wants_assignments = False
        case MailKind.DIGEST:
            _choose_rhythm(session, choice, Rhythm.NEVER, at)
    session.flush()


def _own_choice(session: Session, person_id: UUID) -> MailChoice:
    choice = session.get(MailChoice, person_id)
    if choice is None:
        choice = ordinary_choice(person_id)
        session.add(choice)
    return choice


def _choose_rhythm(session: Session, choice: MailChoice, rhythm: Rhythm, at: datetime) -> None:
    """Who begins again is not told of all that happened while nothing was wanted."""
    mark = session.get(DigestMark, choice.person_id)
    if mark is not None and choice.digest is Rhythm.NEVER and rhythm is not Rhythm.NEVER:
        mark.upto, mark.done_at, mark.since, mark.mail_id = at, at, None, None
    choice.digest = rhythm


def try_again(session: Session, mail: OutgoingMail, *, actor: Actor, at: datetime) -> None:
    """Let a letter that waits, or that was given up, be tried at once.

    :raises Invalid: when it has been sent, is too old, or its text is gone
    """
    if not policy.may_see_mail(actor):
        raise NotAllowed(say("This page is for coordinators."))
    if mail.sent_at is not None:
        raise Invalid(say("This letter has been sent already."))
    if mail.expires_at <= at or not mail.text:
        raise Invalid(say("This letter is of no use to its reader any more. Make a new one where it came from."))
    mail.given_up_at, mail.leased_until = None, None
    mail.due_at, mail.attempts = at, 0
    session.flush()


def open_letter(session: Session, mail: OutgoingMail, *, leaves_by_mail: bool, actor: Actor, at: datetime) -> str:
    """The text of a letter that holds a link which opens something, for whoever has to hand it over.

    :param leaves_by_mail: whether a server brings letters to their receivers; then nobody else has to see it
    """
    if not policy.may_see_mail(actor):
        raise NotAllowed(say("This page is for coordinators."))
    if leaves_by_mail or not mail.text:
        raise NotAllowed(say("The letter holds a link that only its receiver may use, so its text is not shown."))
    kind = mail.kind.replace("/", ".")
    record(session, LetterOpened(mail.id, mail.person_id, by_id=actor.person_id, kind=kind, at=at))
    return mail.text
