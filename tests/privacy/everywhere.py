"""A database in which two people stand in every column that can lead to one: two rows in each table, one of each."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Date, Enum, Integer, LargeBinary, Numeric, String, Table, insert, text
from sqlalchemy.orm import Session

from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.database import Base, ExactNumber, Moment, Packed
from roadmaps.foundation.ids import new_id
from roadmaps.privacy.register import REGISTER
from roadmaps.revisions.kinds import canonical

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
# The index is made from the other tables, by functions of its own.
_NOT_FILLED = frozenset({"search_documents", "search_document_organisations"})
_numbers = count(1)


class Filler:
    """Fills one row in each table with one person: in columns, in names, in words, in JSON and in what is packed."""

    def __init__(self, session: Session, name: str, email: str) -> None:
        self.session = session
        self.name, self.email = name, email
        self.rows: dict[str, dict[str, Any]] = {}
        self.person_id: UUID = new_id()

    def fill(self) -> "Filler":
        """Every table."""
        for table in sorted(Base.metadata.sorted_tables, key=_belongs_without_a_key):
            if table.name not in _NOT_FILLED:
                row = {column.name: self._value(table, column) for column in table.columns}
                self.session.execute(insert(table).values(row))
                self.rows[table.name] = row
        return self

    def _value(self, table: Table, column: Column[Any]) -> Any:
        entry = REGISTER.get(table.name)
        if table.name == "persons" and column.name in {"id", "name", "email"}:
            return {"id": self.person_id, "name": self.name, "email": self.email}[column.name]
        if entry and column.name in entry.addresses:
            return self.email
        if entry and column.name in entry.hashed:
            return hash_of(self.email)
        if entry and column.name in (*entry.own, *entry.deeds):
            return self.person_id
        if column.foreign_keys:
            return self._of_parent(table, column)
        if entry and entry.through:
            for there, here in entry.through.columns.items():
                if here == column.name:
                    return self.rows[entry.through.table][there]
        return self._plain(table, column)

    def _of_parent(self, table: Table, column: Column[Any]) -> Any:
        key = next(iter(column.foreign_keys)).column
        return None if key.table is table or key.table.name not in self.rows else self.rows[key.table.name][key.name]

    def _plain(self, table: Table, column: Column[Any]) -> Any:
        number = next(_numbers)
        sort = column.type
        if isinstance(sort, Enum):
            return next(iter(sort.enum_class))
        if isinstance(sort, Packed):
            return canonical({"words": self._words(number), "inner": [{"more": self._words(number)}]})
        if isinstance(sort, JSON):
            return {"words": [self._words(number)]} if not table.name.startswith("journal") else {}
        if isinstance(sort, ExactNumber):
            return Decimal(number)
        if isinstance(sort, String):
            short = sort.length is not None and sort.length < 100
            return str(number) if short or table.name.startswith("journal") else self._words(number)
        if isinstance(sort, Boolean):
            return False
        if isinstance(sort, (Integer, Numeric)) and not isinstance(sort, Moment):
            return number
        if isinstance(sort, Moment):
            return LONG_AGO
        if isinstance(sort, Date):
            return date(2026, 1, 5)
        if isinstance(sort, LargeBinary):
            return str(number).encode()
        return new_id()

    def _words(self, number: int) -> str:
        return f"What {self.name} ({self.email}) said, no. {number}"


def _belongs_without_a_key(table: Table) -> bool:
    """Rows that belong to those of another table, without a key of the database that says so, come last."""
    entry = REGISTER.get(table.name)
    return bool(entry and entry.through and not any(column.foreign_keys for column in table.columns))


def without_checks(session: Session) -> None:
    """Rows like these break rules on what belongs together, which are not what is tested."""
    session.execute(text("PRAGMA ignore_check_constraints = ON"))


def everything_in(session: Session) -> dict[str, str]:
    """Table to all that it holds, as text."""
    held = {}
    for table in Base.metadata.sorted_tables:
        rows = session.execute(table.select()).all()
        held[table.name] = "\n".join(repr(tuple(row)) for row in rows)
    return held
