"""Keeping what many send at once: whatever waits while one commit is under way goes into the next, all of it together.

There is no thread for this. Whoever comes first does the work for those who have come meanwhile, and nobody is answered
before their own act is kept for good.
"""

import logging
from collections.abc import Callable
from threading import Event, Lock
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.foundation.circumstances import Circumstances, Entrance, under
from roadmaps.foundation.unit_of_work import UnitsOfWork

log = logging.getLogger(__name__)

T = TypeVar("T")
MOST_AT_ONCE = 100
BESIDE = Circumstances(Entrance.LIVE, "live")


class _Act(Generic[T]):
    """One thing to be done in a writing session, and what came of it."""

    def __init__(self, about: UUID, do: Callable[[Session], T]) -> None:
        self.about = about
        self.do = do
        self.is_done = Event()
        self.result: T | None = None
        self.error: Exception | None = None


class Clerk:
    """Does acts about live sessions, several in one unit of work."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units
        self._turn = Lock()
        self._waiting: list[_Act[Any]] = []
        self._waits = Lock()

    def keep(self, about: UUID, do: Callable[[Session], T]) -> T:
        """Do it, and come back when it is kept. What it refuses or fails with is raised here, and disturbs nobody else.

        `do` may be called twice, in another session each time: it has to look up afresh what it changes.
        """
        act = _Act(about, do)
        with self._waits:
            self._waiting.append(act)
        with self._turn:
            while not act.is_done.is_set():
                self._do_together(self._next())
        if act.error is not None:
            raise act.error
        return cast(T, act.result)

    def _next(self) -> list[_Act[Any]]:
        with self._waits:
            acts, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
        # Always in the same order, so that two processes never wait for each other's rows in turn.
        return sorted(acts, key=lambda act: act.about)

    def _do_together(self, acts: list[_Act[Any]]) -> None:
        try:
            self._commit(acts)
        except Exception as error:  # noqa: BLE001 - raised to whoever sent it in
            if len(acts) > 1:
                log.info("Kept one by one, as they could not be kept together: %s", error)
                for act in acts:
                    self._do_together([act])
                return
            acts[0].error = error
        for act in acts:
            act.is_done.set()

    def _commit(self, acts: list[_Act[Any]]) -> None:
        for act in acts:
            act.result = act.error = None
        # The thread of one does the work of others: who has done what is told by the acts themselves.
        with under(BESIDE), self._units.change() as session:
            for act in acts:
                _do_one(session, act)


def _do_one(session: Session, act: _Act[Any]) -> None:
    """Do it so that its failure undoes nothing of the others'."""
    recorded = len(session.info.get("events", []))
    try:
        with session.begin_nested():
            act.result = act.do(session)
    except DBAPIError:
        # The database itself is in trouble: each is tried alone.
        raise
    except Exception as error:  # noqa: BLE001 - raised to whoever sent it in
        act.error = error
        del session.info.get("events", [])[recorded:]
