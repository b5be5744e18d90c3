"""Sending what is due in the outbox, one letter at a time, however many processes do it at once.

A letter is first claimed in a transaction of its own (a lease), then handed to the server outside of any transaction,
and then noted as sent. No transaction holds both the database and a mail server, so a process that dies between the
server's yes and its own note leaves a letter of which nobody can know whether it has left. There are two ways then:

* never send it again (at most once), so that it may be lost, or
* send it again when the lease has run out (at least once), so that it may leave twice.

This goes the second way. A lost invitation or answer is missed by somebody; the same letter handed over twice carries
the same Message-ID, the same Date and the same words, and that is what mail servers and mail programs know a letter by
that they have already: most keep one of the two. A process that dies before the server's yes leaves nothing there, and
the letter goes out once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.messages import message_of
from roadmaps.notifications.models import OutgoingMail
from roadmaps.notifications.smtp import Transport, Undelivered

log = logging.getLogger(__name__)

# Longer than a whole conversation with a server that answers slowly.
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 12
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
LONGEST_ERROR = 500
TOO_OLD = "too old"


@dataclass
class Delivery:
    """What one round has done."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0


def deliver_due(units: UnitsOfWork, transport: Transport, now: Callable[[], datetime]) -> Delivery:
    """Send every letter that is due; those that the server does not take now are tried again later."""
    done = Delivery()
    while _is_anything_due(units, now()) and (mail := _claim(units, now())) is not None:
        if mail.expires_at <= now():
            _give_up(units, mail.id, TOO_OLD, now())
            done.given_up += 1
            continue
        try:
            part = transport.send(message_of(mail, sender=transport.sender), mail.to)
        except Undelivered as failure:
            _note_failure(units, mail, failure, now(), done)
        except Exception as failure:
            # A letter that cannot even be put together must not stand in the way of the others.
            log.exception("letter %s could not be sent", mail.id)
            _note_failure(units, mail, Undelivered(repr(failure), is_permanent=False), now(), done)
        else:
            # At once, before the goodbyes: nobody can know what became of a letter whose sender dies before this.
            try:
                _note_sent(units, mail.id, now())
            finally:
                part()
            done.sent += 1
    return done


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: twice as long each time, up to some hours."""
    return min(FIRST_PAUSE * (1 << (attempts - 1)), LONGEST_PAUSE)


def is_due(at: datetime) -> ColumnElement[bool]:
    """That a letter waits, its time has come, and no process is busy with it.

    What a clock noted that went ahead and has been set right since counts as now: a letter written tomorrow, one put off
    or taken for longer than that is ever done.
    """
    return and_(
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.given_up_at.is_(None),
        or_(
            OutgoingMail.due_at <= at,
            OutgoingMail.written_at > at + 2 * LEASE,
            OutgoingMail.due_at > at + LONGEST_PAUSE + LEASE,
        ),
        or_(
            OutgoingMail.leased_until.is_(None),
            OutgoingMail.leased_until <= at,
            OutgoingMail.leased_until > at + 2 * LEASE,
        ),
    )


def _is_anything_due(units: UnitsOfWork, at: datetime) -> bool:
    """Asked with a reading session, so that an idle outbox never takes the lock for writing."""
    with units.database.reading() as session:
        return session.scalar(select(OutgoingMail.id).where(is_due(at)).limit(1)) is not None


def _claim(units: UnitsOfWork, at: datetime) -> OutgoingMail | None:
    """The oldest letter that is due, now leased; None when others have taken them all."""
    with units.change() as session:
        mail = session.scalar(
            select(OutgoingMail)
            .where(is_due(at))
            .order_by(OutgoingMail.due_at, OutgoingMail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if mail is None:
            return None
        mail.leased_until = at + LEASE
        mail.attempts += 1
        return mail


def _note_sent(units: UnitsOfWork, mail_id: UUID, at: datetime) -> None:
    with units.change() as session:
        session.execute(
            update(OutgoingMail).where(OutgoingMail.id == mail_id).values(sent_at=at, leased_until=None, last_error="")
        )
        _wipe_secret(session, mail_id)


def _note_failure(units: UnitsOfWork, mail: OutgoingMail, failure: Undelivered, at: datetime, done: Delivery) -> None:
    if failure.is_permanent or mail.attempts >= MOST_ATTEMPTS:
        _give_up(units, mail.id, failure.reason, at)
        done.given_up += 1
        return
    with units.change() as session:
        session.execute(
            update(OutgoingMail)
            .where(OutgoingMail.id == mail.id)
            .values(
                due_at=at + pause_after(mail.attempts), leased_until=None, last_error=failure.reason[:LONGEST_ERROR]
            )
        )
    done.postponed += 1


def _give_up(units: UnitsOfWork, mail_id: UUID, reason: str, at: datetime) -> None:
    with units.change() as session:
        session.execute(
            update(OutgoingMail)
            .where(OutgoingMail.id == mail_id)
            .values(given_up_at=at, leased_until=None, last_error=reason[:LONGEST_ERROR])
        )
        _wipe_secret(session, mail_id)


def _wipe_secret(session: Session, mail_id: UUID) -> None:
    """A link that opens something has no business in the database once the letter has left, or never will."""
    session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id == mail_id, OutgoingMail.has_secret.is_(True))
        .values(text="", html="", calendar="")
    )
