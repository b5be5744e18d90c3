"""The links in letters that people have been sent, caught where the letters would be written."""

import re
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Event, take_recorded
from roadmaps.notifications.models import OutgoingMail
from tests.browsing import Browser

E = TypeVar("E", bound=Event)


def asked(session: Session, kind: type[E]) -> E | None:
    """Write the letters that have been asked for; the event of the last one of this kind, if there is one."""
    take_recorded(session)
    rules.write_asked(session, at=now())
    session.flush()
    found = [event for event in take_recorded(session) if isinstance(event, kind)]
    return found[-1] if found else None


def letters_to(session: Session, email: str) -> list[OutgoingMail]:
    """What lies in the outbox for the address, the oldest first."""
    query = select(OutgoingMail).where(OutgoingMail.to == email).order_by(OutgoingMail.written_at, OutgoingMail.id)
    return list(session.scalars(query))


def write_letters(client: Browser) -> None:
    """Write the letters that have been asked for, as the serving process does beside its pages."""
    with client.application.extensions["units_of_work"].change() as session:
        rules.write_asked(session, at=now())
    client.session.expire_all()


def link_in(mail: OutgoingMail) -> str:
    """The path of the first link in the letter that is a secret."""
    found = re.search(r"https?://[^/\s]+(/\S*[\w-]{43})", mail.text)
    assert found, mail.text
    return found[1]
