"""A copy of the database that PostgreSQL keeps a little behind, from which readers may read who have written nothing.

How far it is behind is told by a mark that only grows: where the database itself was some moments ago, the copy has to be by
now. A copy that does not answer, or is too far behind, is left alone for a while, and readers go to the database itself.
"""

import logging
from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Engine, Select
from sqlalchemy.exc import DBAPIError, TimeoutError  # noqa: A004 - of the pool, when nobody gives a connection back
from sqlalchemy.orm import Session

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 2.0
LEAVE_ALONE_SECONDS = 10.0
MOST_BEHIND_SECONDS = 10.0


class Replica:
    """The copy as one process sees it."""

    def __init__(
        self,
        engine: Engine,
        primary: Engine,
        mark: Select[int],
        *,
        info: dict[Any, Any] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        # What is meant to read only cannot write by mistake either, on a copy that would let it.
        self.engine = engine.execution_options(postgresql_readonly=True)
        self._primary = primary
        self._mark = mark
        self._info = info
        self._clock = clock
        self._looking = Lock()
        self._look_at = 0.0
        self._is_usable = False
        # When the database itself was seen to be at which mark.
        self._seen: deque[tuple[float, int]] = deque(maxlen=100)

    def session(self) -> Session | None:
        """A session that reads there, with its connection; None while readers have to go to the database itself."""
        self._look_when_due()
        if not self._is_usable:
            return None
        session = Session(self.engine, expire_on_commit=False, autoflush=False, info=self._info)
        try:
            session.connection()
        except (DBAPIError, TimeoutError) as error:
            session.close()
            self._leave_alone(error)
            return None
        return session

    def behind(self) -> float | None:
        """How many seconds the copy is behind at most, looked at just now; None if that cannot be told yet.

        :raises DBAPIError: when one of the two does not answer
        """
        at = self._clock()
        self._seen.append((at, _asked(self._primary, self._mark)))
        there = _asked(self.engine, self._mark)
        reached = [when for when, mark in self._seen if mark <= there]
        return at - max(reached) if reached else None

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _look_when_due(self) -> None:
        """One thread looks, and the others go on with what was known."""
        if self._clock() < self._look_at or not self._looking.acquire(blocking=False):
            return
        try:
            if self._clock() >= self._look_at:
                self._look()
        finally:
            self._looking.release()

    def _look(self) -> None:
        self._look_at = self._clock() + LOOK_EVERY_SECONDS
        try:
            behind = self.behind()
        except (DBAPIError, TimeoutError) as error:
            self._leave_alone(error)
            return
        was_usable, self._is_usable = self._is_usable, behind is not None and behind <= MOST_BEHIND_SECONDS
        if was_usable and not self._is_usable:
            log.warning("the copy for readers is more than %d seconds behind; they read elsewhere", MOST_BEHIND_SECONDS)
        elif self._is_usable and not was_usable:
            log.info("readers read from the copy")

    def _leave_alone(self, error: Exception) -> None:
        # The kind is enough: what the driver says may hold addresses.
        log.warning("the copy for readers does not answer (%s); they read elsewhere", type(error).__name__)
        self._is_usable = False
        self._look_at = self._clock() + LEAVE_ALONE_SECONDS


def _asked(engine: Engine, mark: Select[int]) -> int:
    with engine.connect() as connection:
        return int(connection.execute(mark).scalar() or 0)
