"""The database: one base class, the shared column types, and sessions for reading and for writing.

SQLite and PostgreSQL are equals here. SQLite runs in WAL mode with full synchronisation, so that an acknowledged
commit survives a killed process and a lost power supply, and a writing session takes the write lock at its first
statement (`BEGIN IMMEDIATE`): two writers then queue, instead of failing half-way with "database is locked".
"""

import zlib
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from sqlite3 import Connection as SQLiteConnection
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    Enum,
    LargeBinary,
    MetaData,
    Numeric,
    Select,
    String,
    Text,
    TypeDecorator,
    create_engine,
    make_url,
)
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from roadmaps.foundation.ids import new_id
from roadmaps.foundation.replicas import Replica

SQLITE_BUSY_TIMEOUT_SECONDS = 15
COMPRESS_ABOVE_BYTES = 500
ONE_MOMENT = "REPEATABLE READ"
# In seconds, the last in milliseconds: how soon a PostgreSQL that says nothing any more counts as gone. Its address can
# name others. Without, somebody who waits for a page would wait for minutes.
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


class Moment(TypeDecorator[datetime]):
    """A point in time, always UTC and always aware: SQLite forgets time zones, so they are put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone, which could mean anything."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Packed(TypeDecorator[str]):
    """A long text that is compressed when that pays. The first byte tells: ``r`` raw, ``z`` zlib."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Pack the text."""
        if value is None:
            return None
        raw = value.encode()
        return b"z" + zlib.compress(raw, 6) if len(raw) > COMPRESS_ABOVE_BYTES else b"r" + raw

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Unpack the text."""
        if value is None:
            return None
        body = bytes(value[1:])
        return (zlib.decompress(body) if value[:1] == b"z" else body).decode()


def one_of(words: type[StrEnum], name: str, *, length: int = 20) -> Enum:
    """A column that holds one of some words, by their values; the table refuses any other.

    :param name: of the constraint; a migration that adds a word has to write it anew
    """
    return Enum(
        words,
        native_enum=False,
        length=length,
        values_callable=lambda members: [member.value for member in members],
        name=name,
        create_constraint=True,
    )


class ExactNumber(TypeDecorator[Decimal]):
    """A decimal number that is given back as it was kept. SQLite has only floating point, so it gets the digits as text."""

    impl = Numeric(24, 6).with_variant(String(32), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """Spell the number out where there is no column type for it."""
        if value is None or dialect.name != "sqlite":
            return value
        return format(value, "f")

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:
        """The number without the zeros that a column of fixed scale adds."""
        if value is None:
            return None
        plain = format(Decimal(value), "f")
        return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


Id = Annotated[UUID, mapped_column(primary_key=True, default=new_id)]
ShortText = Annotated[str, mapped_column(String(200))]
LongText = Annotated[str, mapped_column(Text)]
PackedText = Annotated[str, mapped_column(Packed)]


class Base(DeclarativeBase):
    """The base of every table. Constraint names are fixed, so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, dict[str, Any]: JSON, list[str]: JSON}


class Database:
    """An engine and its two ways in: sessions that only read, and sessions that write.

    Beside it there may be a copy that is a little behind, at `read_url`; `mark` asks how far either of them has come.
    """

    def __init__(self, url: str, *, read_url: str = "", mark: Select[int] | None = None) -> None:
        self.url = _with_driver(url)
        self.engine = _engine(self.url)
        writing = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        # Whoever reads sees one moment, as on SQLite anyway: a text and the number it has must not be of two.
        reading = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level=ONE_MOMENT)
        self._reading = sessionmaker(reading, expire_on_commit=False, autoflush=False)
        self._writing = sessionmaker(writing, expire_on_commit=False)
        self.replica: Replica | None = None
        if read_url and mark is not None:
            # Who waits for a copy that is gone waits shortly: the database itself is there.
            hasty = make_url(_with_driver(read_url)).update_query_string("connect_timeout=2")
            behind = _engine(hasty.render_as_string(hide_password=False))
            self.replica = Replica(behind.execution_options(isolation_level=ONE_MOMENT), self.engine, mark)

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.engine.dialect.name == "sqlite"

    def reading(self) -> Session:
        """A session that is meant to read, all of one moment; what it might change is rolled back when it closes."""
        return self._reading()

    def reading_behind(self) -> Session:
        """The same for those to whom it is all one whether what they see is some seconds old."""
        return (self.replica and self.replica.session()) or self.reading()

    def writing(self) -> Session:
        """A session for one unit of work; see `roadmaps.foundation.unit_of_work`, which alone commits it."""
        return self._writing()

    def overwrite_what_was_deleted(self) -> None:
        """Let nothing that is gone be read in the files of the embedded database: what was written of late lies in a file beside it.

        Whoever reads meanwhile keeps theirs; then it stays there until the database itself begins that file anew.
        """
        if self.is_sqlite:
            with self.engine.connect() as connection:
                cursor = connection.connection.cursor()
                cursor.execute("PRAGMA busy_timeout = 1000")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_TIMEOUT_SECONDS * 1000}")

    def leave_to_parent(self) -> None:
        """In a process that has just been forked: forget the connections of the parent, and leave them open for it."""
        self.engine.dispose(close=False)
        if self.replica is not None:
            self.replica.engine.dispose(close=False)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
        if self.replica is not None:
            self.replica.close()


def _with_driver(url: str) -> str:
    """Name the PostgreSQL driver that ships with the product, whichever way the operator spelled the address."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=30,
            connect_args={name: value for name, value in PATIENCE.items() if name not in make_url(url).query},
        )
    engine = create_engine(
        url,
        # What people write, their addresses and the hashes of secrets stand in no message, and so in no log.
        hide_parameters=True,
        connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
        poolclass=QueuePool,
        # Each connection has a cache and prepared statements of its own: few are used often, and the rest hardly ever.
        pool_use_lifo=True,
        pool_size=10,
        max_overflow=30,
    )
    sqlalchemy_event.listen(engine, "connect", _prepare_sqlite)
    sqlalchemy_event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, SQLiteConnection)
    # The driver's own idea of when a transaction begins is switched off; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    # What is deleted is overwritten: a name that was taken away is not to be read in the bytes of the file.
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # For each connection, of which a process may have many; what all read lies in the memory of the system anyway.
        "cache_size = -2000",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
