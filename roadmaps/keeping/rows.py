"""Rows as they go from one database to the other: each value as what it means, and known again by a hash that both make alike.

Compressed texts and JSON go as they lie there, byte for byte. The hash of a table does not depend on the order of its rows,
as the two databases sort differently.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Enum, LargeBinary, String, Table, Text, bindparam, cast, select, type_coerce
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection
from sqlalchemy.types import TypeEngine

from roadmaps.foundation.database import Packed

AT_ONCE = 500
_ROOM = 1 << 256


@dataclass(frozen=True)
class Sum:
    """How many rows there are, and the sum of their hashes."""

    count: int = 0
    total: int = 0

    def and_row(self, values: Sequence[Any]) -> "Sum":
        """With one more row."""
        return Sum(self.count + 1, (self.total + hash_of(values)) % _ROOM)


def hash_of(values: Iterable[Any]) -> int:
    """The hash of a row, in the order of its columns."""
    digest = sha256()
    for value in values:
        mark, raw = _encoded(value)
        digest.update(b"%b%d:" % (mark, len(raw)))
        digest.update(raw)
    return int.from_bytes(digest.digest())


def columns_of(table: Table, dialect: str) -> list[ColumnElement[Any]]:
    """The columns of a table as they are to be read."""
    return [_as_read(table, name, dialect).label(name) for name in [column.name for column in table.columns]]


def pieces(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
    """All rows, some at a time."""
    query = select(*columns_of(table, connection.dialect.name))
    with connection.execution_options(yield_per=AT_ONCE).execute(query) as found:
        yield from found.partitions()


def sum_of(connection: Connection, table: Table) -> Sum:
    """The sum over all rows of a table as they lie in a database."""
    found = Sum()
    for rows in pieces(connection, table):
        for row in rows:
            found = found.and_row(row)
    return found


def put(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to a table."""
    names = [column.name for column in table.columns]
    into: Mapping[str, Any] = {name: _as_written(table, name, connection.dialect.name) for name in names}
    connection.execute(
        table.insert().inline().values(into),
        [dict(zip((f"to_{name}" for name in names), row, strict=True)) for row in rows],
    )


def _as_read(table: Table, name: str, dialect: str) -> ColumnElement[Any]:
    column = table.columns[name]
    if isinstance(column.type, JSON):
        # The very text: JSON that is null, and nothing at all, are two things.
        return cast(column, Text) if dialect == "postgresql" else type_coerce(column, Text)
    return type_coerce(column, _plain(column.type))


def _as_written(table: Table, name: str, dialect: str) -> ColumnElement[Any]:
    kind = table.columns[name].type
    if not isinstance(kind, JSON):
        return _place(name, _plain(kind))
    raw = _place(name, Text())
    return cast(raw, postgresql.JSON) if dialect == "postgresql" else raw


def _place(name: str, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    return bindparam(f"to_{name}", type_=kind)


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, Packed):
        return LargeBinary()
    return String(kind.length) if isinstance(kind, Enum) else kind


def _encoded(value: Any) -> tuple[bytes, bytes]:
    match value:
        case None:
            return b"n", b""
        case bool() | int():
            return b"i", b"%d" % int(value)
        case str():
            return b"s", value.encode()
        case bytes() | memoryview():
            return b"b", bytes(value)
        case UUID():
            return b"u", value.bytes
        case datetime():
            return b"t", value.astimezone(UTC).isoformat(timespec="microseconds").encode()
        case date():
            return b"d", value.isoformat().encode()
        case Decimal():
            return b"x", format(value, "f").encode()
        case float():
            return b"f", value.hex().encode()
    raise TypeError(f"no way to write {type(value).__name__} is known")
