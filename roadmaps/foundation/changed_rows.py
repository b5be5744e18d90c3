"""Which rows a unit of work has changed, seen as they are written: by their identities, never by what stands in them.

What is undone with a savepoint is forgotten again. Statements that change many rows at once are counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Uuid, event, inspect
from sqlalchemy.engine import CursorResult, Result
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction, UOWTransaction

LONGEST_WAY_UP = 4


class Change(StrEnum):
    """What became of a row."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class ChangedRow:
    """One row, or several that one statement has changed (`count`), of which the identities are not known.

    `columns` are those that got another value. `belongs_to` are the identities that the row points at, and those that
    rows further up point at as far as they are at hand: by the name of the column that holds them.
    """

    table: str
    change: Change
    id: UUID | int | None = None
    columns: tuple[str, ...] = ()
    belongs_to: tuple[tuple[str, UUID], ...] = ()
    count: int = 1


class ChangedRows:
    """What one session has changed so far."""

    def __init__(self) -> None:
        self._rows: list[ChangedRow] = []
        self._before: dict[SessionTransaction, int] = {}

    def __iter__(self) -> Iterator[ChangedRow]:
        """Each as it was written."""
        return iter(self._rows)

    def watch(self, session: Session) -> None:
        """See what this session writes from now on."""
        event.listen(session, "after_flush", self._see_flushed)
        event.listen(session, "do_orm_execute", self._see_executed)
        event.listen(session, "after_transaction_create", self._remember)
        event.listen(session, "after_soft_rollback", self._forget)

    def _see_flushed(self, session: Session, _flush: UOWTransaction) -> None:
        self._rows += [_row(session, one, Change.NEW) for one in session.new]
        self._rows += [_row(session, one, Change.GONE) for one in session.deleted]
        changed = [_row(session, one, Change.CHANGED) for one in session.dirty if session.is_modified(one)]
        self._rows += [row for row in changed if row.columns]

    def _see_executed(self, state: ORMExecuteState) -> Result[Any] | None:
        if state.is_select or not (state.is_insert or state.is_update or state.is_delete):
            return None
        result = state.invoke_statement()
        count = result.rowcount if isinstance(result, CursorResult) else -1
        if count < 0:
            # The driver does not know, such as when many are inserted or rows are given back.
            count = len(state.parameters) if isinstance(state.parameters, list) else 1
        if count:
            change = Change.NEW if state.is_insert else Change.CHANGED if state.is_update else Change.GONE
            statement: Any = state.statement
            self._rows.append(ChangedRow(statement.table.name, change, count=count))
        return result

    def _remember(self, _session: Session, transaction: SessionTransaction) -> None:
        if transaction.nested:
            self._before[transaction] = len(self._rows)

    def _forget(self, _session: Session, transaction: SessionTransaction) -> None:
        if transaction in self._before:
            del self._rows[self._before.pop(transaction) :]


def _row(session: Session, one: object, change: Change) -> ChangedRow:
    state: Any = inspect(one)
    mapper: Mapper[Any] = state.mapper
    keys = mapper.primary_key_from_instance(one)
    id_ = keys[0] if len(keys) == 1 and isinstance(keys[0], UUID | int) else None
    columns = tuple(sorted(_other_values(state))) if change is Change.CHANGED else ()
    return ChangedRow(
        mapper.local_table.description,
        change,
        id_,
        columns,
        tuple(sorted(set(_belongings(session, one)))),
    )


def _other_values(state: Any) -> Iterator[str]:
    """The columns that have got another value, and the lists kept in a table of pairs that hold others now."""
    pairs = {one.key for one in state.mapper.relationships if one.secondary is not None}
    for key in state.committed_state:
        if (key in state.mapper.column_attrs or key in pairs) and state.attrs[key].history.has_changes():
            yield key


def _belongings(session: Session, one: object, steps: int = LONGEST_WAY_UP) -> Iterator[tuple[str, UUID]]:
    """What the row points at, and then what those rows point at that are at hand: the database is not asked."""
    state: Any = inspect(one)
    for key, above in _pointers(state.mapper):
        value = state.dict.get(key)
        if not isinstance(value, UUID):
            continue
        yield key, value
        if above is not None and steps > 1:
            found = session.identity_map.get(above.identity_key_from_primary_key((value,)))
            if found is not None:
                yield from _belongings(session, found, steps - 1)


@cache
def _pointers(mapper: Mapper[Any]) -> tuple[tuple[str, Mapper[Any] | None], ...]:
    """The columns that may hold identities, each with whatever it points at."""
    tables = {other.local_table.description: other for other in mapper.registry.mappers}
    found: list[tuple[str, Mapper[Any] | None]] = []
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if (
            isinstance(column, Column)
            and isinstance(column.type, Uuid)
            and (not column.primary_key or column.foreign_keys)
        ):
            above = next((tables.get(one.column.table.name) for one in column.foreign_keys), None)
            found.append((attribute.key, above))
    return tuple(found)
