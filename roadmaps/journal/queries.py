"""What can be asked of the journal itself; how it reads for people is told far above."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.journal.chain import FIRST, NOTHING_YET, Head, hash_of
from roadmaps.journal.models import JournalAddress, JournalLine, JournalMark

# Made once, as each unit of work asks it.
_HEAD = select(JournalLine.number, JournalLine.hash).order_by(JournalLine.number.desc()).limit(1)


def head(session: Session) -> Head:
    """The newest line that the session sees."""
    found = session.execute(_HEAD).first()
    return Head(found.number, found.hash) if found else NOTHING_YET


def newest_number() -> Select[int]:
    """The number of the newest line, which tells how far a database has come."""
    return select(func.max(JournalLine.number))


def lines_about(sort: str, value: str) -> Select[int]:
    """The numbers of the lines with a mark."""
    return select(JournalMark.number).where(JournalMark.sort == sort, JournalMark.value == value)


def addresses_before(at: datetime) -> Select[int]:
    """How many network addresses are kept with lines older than a moment."""
    return (
        select(func.count())
        .select_from(JournalAddress)
        .join(JournalLine, JournalLine.number == JournalAddress.number)
        .where(JournalLine.at < at)
    )


def is_whole(session: Session, line: JournalLine) -> bool:
    """Whether one line is what it was when its hash was made, and tied to the one before it."""
    values = {column.key: getattr(line, column.key) for column in JournalLine.__table__.columns}
    before = session.scalar(select(JournalLine.hash).where(JournalLine.number == line.number - 1)) or FIRST
    return before == line.previous_hash and hash_of(values, line.previous_hash) == line.hash
