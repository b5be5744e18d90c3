"""What a person can choose about mail, and what a coordinator can do with a letter."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.notifications import policy
from roadmaps.notifications.models import MailChoice, OutgoingMail


def choose_mail(session: Session, *, wants_answers: bool, actor: Actor) -> None:
    """Say what one wants to be told by mail."""
    choice = session.get(MailChoice, actor.person_id)
    if choice is None:
        choice = MailChoice(person_id=actor.person_id)
        session.add(choice)
    choice.wants_answers = wants_answers
    session.flush()


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
