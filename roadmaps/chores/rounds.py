"""Doing what is due. A chore and the note that it is done are kept together, or neither is: it is done once each time."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.chores.models import ChoreRun
from roadmaps.foundation.circumstances import Circumstances, Entrance, under
from roadmaps.foundation.unit_of_work import UnitsOfWork

log = logging.getLogger(__name__)

Act = Callable[[Session, datetime], None]
# A chore that failed is not tried again at every turn.
PAUSE_AFTER_FAILURE = timedelta(minutes=15)
LONGEST_ERROR = 2_000


@dataclass(frozen=True)
class Chore:
    """Something to be done every so often, in a unit of work of its own, with the moment as its fact."""

    name: str
    every: timedelta
    act: Act


class Chores:
    """What there is to do; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._chores: dict[str, Chore] = {}

    def add(self, name: str, act: Act, *, every: timedelta) -> None:
        """Let `act(session, at)` be called every so often. The name is kept in the database: do not change it."""
        self._chores[name] = Chore(name, every, act)

    @property
    def names(self) -> list[str]:
        """What the chores are called, in the order in which they are done."""
        return list(self._chores)

    def do_due(self, units: UnitsOfWork, at: datetime) -> list[str]:
        """Do every chore whose time has come, each shielded from the others; return the names of those done."""
        return [chore.name for chore in self._chores.values() if _shielded(units, chore, at)]

    def do(self, units: UnitsOfWork, name: str, at: datetime) -> None:
        """Do one chore now, whether its time has come or not."""
        with _as_chore(name), units.change() as session:
            run = _claim(session, name)
            self._chores[name].act(session, at)
            _note_done(run, at)


def failures(units: UnitsOfWork) -> list[tuple[str, datetime, str]]:
    """The chores that have not been done since they failed: name, when, and the error."""
    with units.database.reading() as session:
        failed = session.scalars(select(ChoreRun).where(ChoreRun.failed_at.is_not(None)).order_by(ChoreRun.name))
        return [(run.name, run.failed_at, run.last_error) for run in failed if run.failed_at is not None]


def _shielded(units: UnitsOfWork, chore: Chore, at: datetime) -> bool:
    if not _may_be_due(units, chore, at):
        return False
    try:
        with _as_chore(chore.name), units.change() as session:
            run = _claim(session, chore.name)
            if not _is_due(run, chore, at):
                return False
            chore.act(session, at)
            _note_done(run, at)
    except IntegrityError as error:
        # Two processes that meet a chore for the first time: the other one does it.
        log.info("“%s” is done by another process: %s", chore.name, error.orig)
        return False
    except Exception as error:
        log.exception("“%s” failed", chore.name)
        with _as_chore(chore.name), units.change() as session:
            run = _claim(session, chore.name)
            run.failed_at, run.last_error = at, f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
        return False
    return True


def _as_chore(name: str) -> AbstractContextManager[None]:
    return under(Circumstances(Entrance.CHORE, name))


def _may_be_due(units: UnitsOfWork, chore: Chore, at: datetime) -> bool:
    """A look without a lock, so that chores that are not due disturb no writer."""
    with units.database.reading() as session:
        run = session.get(ChoreRun, chore.name)
        return run is None or _is_due(run, chore, at)


def _is_due(run: ChoreRun, chore: Chore, at: datetime) -> bool:
    """A note from the future was made by a clock that has been set right since: nobody waits until that time comes."""
    if run.failed_at is not None and timedelta() <= at - run.failed_at < PAUSE_AFTER_FAILURE:
        return False
    return run.done_at is None or not -chore.every <= at - run.done_at < chore.every


def _claim(session: Session, name: str) -> ChoreRun:
    """The chore's row, locked until the unit of work ends."""
    run = session.scalar(select(ChoreRun).where(ChoreRun.name == name).with_for_update())
    if run is None:
        run = ChoreRun(name=name, last_error="")
        session.add(run)
        session.flush()
    return run


def _note_done(run: ChoreRun, at: datetime) -> None:
    run.done_at, run.failed_at, run.last_error = at, None, ""
