"""Which of several processes does what only one is to do.

With PostgreSQL it is the one that holds an advisory lock, in a session of its own: when its connection is lost, so is the
lock, and another process takes it within seconds. With SQLite, which all processes share one machine for, it is the one
that holds a lock on a file. No lock outlives its process, however that ends.
"""

import fcntl
import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Protocol

from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from roadmaps.foundation.database import Database

log = logging.getLogger(__name__)

# Any number will do, as long as every process asks for the same lock; migrations have another.
POSTGRESQL_LOCK = 7_023_412
CONFIRMED_FOR_SECONDS = 1.0
_PATIENCE_SECONDS = 5
# The server is to notice within half a minute that the machine of a leader has vanished.
_KEEPALIVES = {"tcp_keepalives_idle": 10, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 3}


class Claim(Protocol):
    """Something that one process can hold at a time."""

    def hold(self) -> bool:
        """Try to get it, or make sure that it is held still."""

    def let_go(self) -> None:
        """Leave it to others."""


class Leadership:
    """Asks for the claim, and remembers the answer for a moment, as several threads ask."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim
        self._asking = Lock()
        self._leads = False
        self._asked_at = float("-inf")

    @classmethod
    def on(cls, database: Database, folder: Path) -> "Leadership":
        """The way that fits the database; for SQLite the lock lies in the folder."""
        return cls(FileClaim(folder / "leader.lock") if database.is_sqlite else AdvisoryClaim(database.url))

    def leads(self) -> bool:
        """Whether this process is the one."""
        with self._asking:
            if monotonic() - self._asked_at >= CONFIRMED_FOR_SECONDS:
                did, self._leads = self._leads, self._claim.hold()
                self._asked_at = monotonic()
                if did != self._leads:
                    log.info("this process %s", "leads from now on" if self._leads else "does not lead any more")
            return self._leads

    def give_up(self) -> None:
        """Leave it to others, at once."""
        with self._asking:
            self._leads = False
            self._asked_at = float("-inf")
            self._claim.let_go()


class FileClaim:
    """A lock on a file: of the process, not of its children, and gone with it. One for each file and process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._process_id: int | None = None

    def hold(self) -> bool:
        """Try to lock the file, if it is not locked by this process already."""
        if self._file is not None and self._process_id == os.getpid():
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return False
        self._file, self._process_id = file, os.getpid()
        return True

    def let_go(self) -> None:
        """Unlock it; the file stays, as removing it would let two processes lock two files of one name."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class AdvisoryClaim:
    """An advisory lock of PostgreSQL, held by a session of its own, which no pool lends to anybody else."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            connect_args={
                "connect_timeout": _PATIENCE_SECONDS,
                "keepalives_idle": _PATIENCE_SECONDS,
                "tcp_user_timeout": _PATIENCE_SECONDS * 1000,
                "application_name": "fardplan leadership",
            },
        )
        self._connection: Connection | None = None
        self._session: int | None = None

    def hold(self) -> bool:
        """Try to lock, or make sure that the session that has locked is there still."""
        try:
            if self._connection is None:
                self._connection = self._open()
            if self._session is not None and self._session_id(self._connection) == self._session:
                return True
            self._session = self._lock(self._connection)
        except DBAPIError as error:
            log.warning("the database does not answer whether this process leads: %s", type(error.orig).__name__)
            self.let_go()
        return self._session is not None

    def let_go(self) -> None:
        """Unlock, and close the session.

        A database notices after a while only that a session was closed; who comes next should not wait for that.
        """
        if self._connection is not None:
            with suppress(DBAPIError):
                if self._session is not None and not self._connection.invalidated:
                    self._connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": POSTGRESQL_LOCK})
            with suppress(DBAPIError):
                self._connection.close()
        self._connection = self._session = None

    def _open(self) -> Connection:
        connection = self._engine.connect()
        for name, value in _KEEPALIVES.items():
            connection.execute(select(func.set_config(name, str(value), False)))
        return connection

    def _session_id(self, connection: Connection) -> int:
        """Asked each time: behind something that lends one connection to several, the lock would be somebody else's."""
        return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())

    def _lock(self, connection: Connection) -> int | None:
        locked, session = connection.execute(
            text("SELECT pg_try_advisory_lock(:lock), pg_backend_pid()"), {"lock": POSTGRESQL_LOCK}
        ).one()
        return int(session) if locked else None
