"""Writing lines, one after the other whoever writes, and throwing away the network addresses beside them."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import Session

from roadmaps.foundation.circumstances import Circumstances, household
from roadmaps.foundation.events import record
from roadmaps.journal.chain import Head, address_hash, hash_of
from roadmaps.journal.events import AddressesForgotten
from roadmaps.journal.models import JournalAddress, JournalLine, JournalMark, Outcome
from roadmaps.journal.queries import head
from roadmaps.journal.telling import marks_of, what_was_done

# Whoever writes a line in PostgreSQL waits here for the one before to be kept. Any number that nobody else uses.
TURN = 7_210_428
SALT_BYTES = 16
# So many refusals in so long a time leave a line each; whoever knocks on every door shall not fill the journal.
WHILE = timedelta(hours=1)
MOST_REFUSALS_EACH = 30
MOST_REFUSALS = 600


@dataclass(frozen=True)
class Known:
    """What is known when a line is to be written."""

    circumstances: Circumstances
    what: str
    outcome: Outcome = Outcome.DONE


def write_line(session: Session, known: Known, *, at: datetime) -> Head:
    """Write the next line. Nothing but the commit may come after it, as all others wait for their turn until then."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
    # In SQLite a unit of work has the whole database to itself from its first statement on.
    last = head(session)
    told, number = known.circumstances, last.number + 1
    salt = secrets.token_bytes(SALT_BYTES)
    values = {
        "number": number,
        "at": at,
        "entrance": told.entrance,
        "door": told.door[:120],
        "outcome": known.outcome,
        "person_id": told.person_id,
        "organisation_id": told.organisation_id,
        "sign_in_id": told.sign_in_id,
        "address_hash": address_hash(salt, told.address[:64]) if told.address else "",
        "what": known.what,
    }
    line_hash = hash_of(values, last.hash)
    session.execute(insert(JournalLine.__table__), {**values, "previous_hash": last.hash, "hash": line_hash})  # type: ignore[arg-type]
    person, organisation = (str(one) if one else None for one in (told.person_id, told.organisation_id))
    if marks := marks_of(json.loads(known.what), person, organisation):
        rows = [{"sort": sort, "value": value, "number": number} for sort, value in marks]
        session.execute(insert(JournalMark.__table__), rows)  # type: ignore[arg-type]
    if told.address:
        beside = {"number": number, "address": told.address[:64], "salt": salt}
        session.execute(insert(JournalAddress.__table__), beside)  # type: ignore[arg-type]
    return Head(number, line_hash)


def write_refusal(
    session: Session, circumstances: Circumstances, outcome: Outcome, status: int, *, at: datetime
) -> None:
    """Write that somebody was not let do something, or that it failed, unless enough has been told of it just now.

    Strangers count by their household. What they do never hides what people with an account do: each sort has a number
    of its own. The last line before silence says that there may have been more.
    """
    own, all_of_the_sort = _refusals_like(session, circumstances, since=at - WHILE)
    if own >= MOST_REFUSALS_EACH or all_of_the_sort >= MOST_REFUSALS:
        return
    note: dict[str, int | str] = {"status": status}
    if own == MOST_REFUSALS_EACH - 1:
        note["further"] = "not_written"
    if all_of_the_sort == MOST_REFUSALS - 1:
        note["further_of_anybody"] = "not_written"
    write_line(session, Known(circumstances, what_was_done([], [], note), outcome), at=at)


def _refusals_like(session: Session, circumstances: Circumstances, *, since: datetime) -> tuple[int, int]:
    """How many lines of refusals there are since a moment: of the same person or household, and of all of the sort."""
    recent = JournalLine.outcome != Outcome.DONE, JournalLine.at > since
    if circumstances.person_id:
        is_own = JournalLine.person_id == circumstances.person_id
        counts = select(func.count(), func.count().filter(is_own)).where(*recent, JournalLine.person_id.is_not(None))
        everybody, own = session.execute(counts).one()
        return own, everybody
    addresses = session.scalars(
        select(JournalAddress.address)
        .select_from(JournalLine)
        .outerjoin(JournalAddress, JournalAddress.number == JournalLine.number)
        .where(*recent, JournalLine.person_id.is_(None))
    ).all()
    ours = household(circumstances.address)
    return sum(household(one or "") == ours for one in addresses), len(addresses)


def forget_addresses(session: Session, *, before: datetime) -> int:
    """Throw away the network addresses of lines older than a moment; return how many there were."""
    number = (session.scalar(select(func.max(JournalLine.number)).where(JournalLine.at < before)) or 0) + 1
    return _forget(session, number, None)


def forget_addresses_of(session: Session, person_id: UUID) -> int:
    """Throw away the network addresses of all that a person has done; return how many there were."""
    return _forget(session, head(session).number + 1, person_id)


def _forget(session: Session, before_number: int, person_id: UUID | None) -> int:
    those = JournalAddress.number < before_number
    if person_id:
        those &= JournalAddress.number.in_(select(JournalLine.number).where(JournalLine.person_id == person_id))
    count = session.scalar(select(func.count()).where(those)) or 0
    if count:
        session.execute(delete(JournalAddress).where(those).execution_options(synchronize_session=False))
        record(session, AddressesForgotten(before_number, person_id, count))
    return count
