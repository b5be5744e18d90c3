"""Everything that is kept about somebody, found by the register: their own rows whole, and of what they did to others'
rows that they did it, and when.

What tells of other people is masked: their ids, and their names and addresses wherever they stand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, RowMapping, Table, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation import mail_addresses
from roadmaps.foundation.database import Base
from roadmaps.privacy.register import REGISTER, Kept
from roadmaps.privacy.wordings import pattern_of_many

ANOTHER_PERSON = "[another person]"
ANOTHER_ADDRESS = "[another address]"
WITH_A_LINK = "[holds a link that opens something]"
# A name of fewer letters is an ordinary word, and masking it would spoil every text.
SHORTEST_NAME = 5

Row = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """Whom it is about: a person with an account, or an address of somebody without one; and other addresses of theirs."""

    person_id: UUID | None
    email: str
    other_emails: tuple[str, ...] = ()

    @property
    def emails(self) -> tuple[str, ...]:
        """Every address of theirs that is known."""
        return tuple(filter(None, (self.email, *self.other_emails)))

    @classmethod
    def of(cls, person: Person) -> "Subject":
        """Somebody with an account."""
        return cls(person.id, person.email)

    @classmethod
    def at(cls, email: str) -> "Subject":
        """Somebody without an account."""
        return cls(None, as_typed(email))


@dataclass(frozen=True)
class Part:
    """What one table keeps: rows that are theirs, and what they did to rows that are not."""

    entry: Kept
    rows: Sequence[Row]
    deeds: Sequence[Row]


def gathered(session: Session, subject: Subject) -> list[Part]:
    """Every part in which there is something, in the order of the register."""
    mask = _Mask(session, subject)
    parts = []
    for entry in REGISTER.values():
        table = Base.metadata.tables[entry.table]
        rows = [_shown(row, entry, table, subject, mask) for row in _rows(session, own_rows(entry, subject), table)]
        deeds = list(_deeds(session, entry, table, subject))
        if rows or deeds:
            parts.append(Part(entry, rows, deeds))
    return parts


def own_rows(entry: Kept, subject: Subject) -> ColumnElement[bool]:
    """That a row is theirs: by a column of its own, or by the row of another table that it belongs to."""
    table = Base.metadata.tables[entry.table]
    conditions: list[ColumnElement[bool]] = []
    if subject.person_id is not None:
        conditions += [table.c[name] == subject.person_id for name in entry.own]
    for email in subject.emails:
        conditions += [func.lower(table.c[name]) == email for name in entry.addresses]
        conditions += [table.c[name] == hash_of(email) for name in entry.hashed]
    if entry.through is not None and not conditions:
        parent = Base.metadata.tables[entry.through.table]
        ties = [parent.c[there] == table.c[here] for there, here in entry.through.columns.items()]
        # An alias would be needed for a table that belongs to itself; none does.
        conditions.append(
            exists(
                select(parent.c[next(iter(entry.through.columns))]).where(
                    *ties, own_rows(REGISTER[entry.through.table], subject)
                )
            )
        )
    return or_(*conditions) if conditions else false()


def keys_of(table: Table, row: Mapping[str, Any]) -> str:
    """What tells a row from the others of its table."""
    return "/".join(str(row[column.name]) for column in table.primary_key.columns)


def _rows(session: Session, condition: ColumnElement[bool], table: Table) -> Iterator[Mapping[str, Any]]:
    query = select(*table.c).where(condition).order_by(*table.primary_key.columns)
    return (_plainly(row) for row in session.execute(query).mappings())


def _plainly(row: RowMapping) -> Row:
    return {str(name): value for name, value in row.items()}


def _deeds(session: Session, entry: Kept, table: Table, subject: Subject) -> Iterator[Row]:
    """Which row, what was done to it, and when: the moment stands in a column beside the one with the id."""
    if subject.person_id is None:
        return
    for name in entry.deeds:
        moment = _moment_of(table, name)
        found = select(*table.primary_key.columns, *([moment] if moment is not None else [])).where(
            and_(table.c[name] == subject.person_id, ~own_rows(entry, subject))
        )
        for row in map(_plainly, session.execute(found).mappings()):
            when = plain(row[moment.name]) if moment is not None else None
            yield {"row": keys_of(table, row), "did": name.removesuffix("_id"), "at": when}


def _moment_of(table: Table, name: str) -> Column[Any] | None:
    """The moment that belongs to who did something: hidden_at to hidden_by_id, otherwise the first of the row."""
    wanted = (name.removesuffix("_by_id") + "_at", "at", "made_at", "begun_at", "recorded_at", "written_at")
    return next((table.c[one] for one in wanted if one in table.c), None)


def _shown(row: Mapping[str, Any], entry: Kept, table: Table, subject: Subject, mask: "_Mask") -> Row:
    shown: Row = {}
    for column in table.columns:
        value = row[column.name]
        if column.name in entry.secrets:
            continue
        if column.name in entry.bulky or isinstance(value, bytes):
            shown[column.name] = f"[{len(value)} bytes]" if value else None
        elif value is not None and any(key.target_fullname == "persons.id" for key in column.foreign_keys):
            shown[column.name] = str(value) if value == subject.person_id else ANOTHER_PERSON
        else:
            shown[column.name] = mask.of(plain(value))
    # Whoever takes the package from somebody's computer must not find the way to a new password in it.
    return {**shown, "text": WITH_A_LINK} if row.get("has_secret") and row.get("text") else shown


def plain(value: object) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


# As it stands in data that is kept as text.
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


class _Mask:
    """Puts a word in the place of other people's ids, names and addresses."""

    def __init__(self, session: Session, subject: Subject) -> None:
        self._subject = subject
        own = session.get(Person, subject.person_id) if subject.person_id else None
        others = session.execute(select(Person.id, Person.name).where(Person.id != subject.person_id)).all()
        self._ids = {str(other) for other, _ in others}
        names = {
            name
            for _, name in others
            if len(name) >= SHORTEST_NAME and (own is None or name.casefold() != own.name.casefold())
        }
        self._names = pattern_of_many(tuple(sorted(names)))

    def of(self, value: Any) -> Any:
        """The value without what tells of others."""
        if isinstance(value, str):
            unnamed = mail_addresses.IN_TEXT.sub(self._address, self._names.sub(ANOTHER_PERSON, value))
            return _ID.sub(lambda found: ANOTHER_PERSON if found[0] in self._ids else found[0], unnamed)
        if isinstance(value, dict):
            return {self.of(key): self.of(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.of(one) for one in value]
        return value

    def _address(self, found: re.Match[str]) -> str:
        return found[0] if mail_addresses.as_meant(found[0]).lower() in self._subject.emails else ANOTHER_ADDRESS
