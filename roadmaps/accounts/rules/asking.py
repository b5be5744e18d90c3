"""Asking at the door for a letter with a link. The door keeps what was typed; whether anybody has that address is looked up later.

So the answer is the same for every address, and so is the work: there is nothing to be learnt, nor to be measured.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import queries
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.models import AskedLetter, LetterSort
from roadmaps.accounts.rules.attempts import WAIT_SECONDS, count_attempt, is_limited
from roadmaps.accounts.rules.links import send_sign_in_link
from roadmaps.accounts.rules.resets import send_reset
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import TooMany

AT_ONCE = 100


def ask_for_letter(
    session: Session, sort: LetterSort, *, email: str, address: str, browser: str = "", at: datetime
) -> None:
    """Keep that a letter is wanted. `browser` is the secret of the browser that its link is to work in.

    :raises TooMany: when letters to this address, or from this place, have been asked for too often of late
    """
    account = as_typed(email)
    account_key, address_key = hash_of(account), hash_of(address)
    if is_limited(session, account_key, address_key, act=sort.value, at=at):
        raise TooMany(WAIT_SECONDS)
    count_attempt(session, account_key, address_key, act=sort.value, at=at)
    browser_hash = hash_of(browser) if browser else ""
    session.add(AskedLetter(sort=sort, email=account, browser_hash=browser_hash, asked_at=at))


def is_anything_asked(session: Session) -> bool:
    """Whether a letter waits to be written."""
    return session.scalar(select(AskedLetter.id).limit(1)) is not None


def write_asked(session: Session, *, at: datetime) -> None:
    """Write the letters that have been asked for, to those who have an account; what was typed is kept no longer."""
    waiting = select(AskedLetter).order_by(AskedLetter.asked_at).limit(AT_ONCE).with_for_update(skip_locked=True)
    for asked in session.scalars(waiting).all():
        person = session.scalar(queries.person_with_email(asked.email))
        if person is not None and person.is_active:
            if asked.sort == LetterSort.RESET:
                send_reset(session, person, at=at)
            else:
                send_sign_in_link(session, person, browser_hash=asked.browser_hash, at=at)
        session.delete(asked)
