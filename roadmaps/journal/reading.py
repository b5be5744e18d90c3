"""The journal as it stands in the database, or in a file that was taken from it, in the order of its lines.

Read in pieces, so that its length does not matter, and by plain columns: what somebody has tampered with may be anything.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, String, select, type_coerce
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from roadmaps.journal.chain import FIELDS, plain
from roadmaps.journal.checking import FORGOTTEN, Beside, Fault, Forgotten, Written
from roadmaps.journal.models import JournalAddress, JournalLine, JournalMark
from roadmaps.journal.queries import lines_about

AT_ONCE = 1_000
_ALL = (*FIELDS, "previous_hash", "hash")
# Words of the code are taken as they stand, also those that it does not know.
_COLUMNS = [
    type_coerce(getattr(JournalLine, name), String).label(name)
    if name in {"entrance", "outcome"}
    else getattr(JournalLine, name)
    for name in _ALL
]


def lines_in(session: Session, after: int | None = None) -> Iterator[Written]:
    """Every line with its marks and its network address; or those after one."""
    last = after
    while numbers := session.scalars(_next_numbers(last)).all():
        first, last = numbers[0], numbers[-1]
        marks, beside = defaultdict(set), defaultdict(list)
        for sort, value, number in session.execute(
            select(JournalMark.sort, JournalMark.value, JournalMark.number).where(
                JournalMark.number.between(first, last)
            )
        ):
            marks[number].add((sort, value))
        for one in session.execute(
            select(JournalAddress.number, JournalAddress.address, JournalAddress.salt).where(
                JournalAddress.number.between(first, last)
            )
        ):
            beside[one.number].append(Beside(str(one.address), bytes(one.salt)))
        found = dict(_values(session, numbers))
        for number in numbers:
            yield Written(number, found[number], frozenset(marks[number]), tuple(beside[number]))


def strays(session: Session) -> Iterator[Fault]:
    """What lies beside lines that are not there."""
    for table, column in (("journal_marks", JournalMark.number), ("journal_addresses", JournalAddress.number)):
        gone = select(column).where(column.not_in(select(JournalLine.number))).distinct().order_by(column).limit(100)
        for number in session.scalars(gone):
            yield Fault(number, f"In {table} there is something of line {number}, which is not there")


def forgotten_in(session: Session) -> Forgotten:
    """Which network addresses have been thrown away. The lines that tell it are checked like all others."""
    forgotten = Forgotten()
    telling = lines_about("event", FORGOTTEN)
    for what in session.scalars(select(JournalLine.what).where(JournalLine.number.in_(telling))):
        try:
            forgotten.note(json.loads(what))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return forgotten


def as_text(session: Session) -> Iterator[str]:
    """Every line of the journal as a line of JSON. Network addresses stay here: their hashes are enough to check by."""
    for line in lines_in(session):
        if line.values is not None:
            told = {**plain(line.values), "previous_hash": line.values["previous_hash"], "hash": line.values["hash"]}
            yield json.dumps(told, ensure_ascii=True)


def lines_of_text(rows: Iterable[str]) -> Iterator[Written]:
    """The lines of such a file; of those that are none, the number of the row is told."""
    for place, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            told = json.loads(row)
            values = {name: told[name] for name in _ALL}
            values["at"] = datetime.strptime(values["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
            for name in ("person_id", "organisation_id", "sign_in_id"):
                values[name] = UUID(values[name]) if values[name] else None
            yield Written(int(values["number"]), values)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield Written(place, None)


def _next_numbers(after: int | None) -> Select[int]:
    query = select(JournalLine.number).order_by(JournalLine.number).limit(AT_ONCE)
    return query if after is None else query.where(JournalLine.number > after)


def _values(session: Session, numbers: Iterable[int]) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    """The columns of these lines: all at once, or one by one where one of them cannot be read."""
    wanted = list(numbers)
    query = select(*_COLUMNS).where(JournalLine.number.between(wanted[0], wanted[-1])).order_by(JournalLine.number)
    try:
        rows: list[Row[Any]] = list(session.execute(query))
    except (ValueError, TypeError, LookupError, AttributeError, StatementError):
        if len(wanted) == 1:
            yield wanted[0], None
            return
        for number in wanted:
            yield from _values(session, [number])
        return
    yield from ((row.number, row._asdict()) for row in rows)
