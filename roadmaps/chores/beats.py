"""Signs of life of the site's own work, so that it is seen when nobody sends letters or sees to the chores any more."""

import logging
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.chores.models import Duty, Worker
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.web.background import Background, By, Duties

log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0
NOTED_EVERY = timedelta(seconds=20)
NAME = "signs of life"
# A process that was killed is known for so long; one that ends in peace takes its leave.
REMEMBERED = timedelta(days=1)
HEARD_OF_WITHIN = timedelta(minutes=2)
# Beyond its own pause. A round may take long, as when many letters wait, so what is being done counts as done just now.
SILENT_AFTER = timedelta(minutes=3)
LONGEST_ROUND = timedelta(minutes=30)
LONGEST_HOST = 120
LONGEST_ERROR = 500
# When a sort of work last went well, and when it last failed.
Fact = tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class Silence:
    """A sort of work of which no round has ended well for longer than it should take; never yet, if `since` is None."""

    name: str
    since: datetime | None
    last_error: str = ""


class Beats:
    """The signs of life of one process."""

    def __init__(self, units: UnitsOfWork, duties: Duties) -> None:
        self._units = units
        self._duties = duties
        self.is_apart = False
        self._id: UUID | None = None
        self._process_id: int | None = None
        self._noted_at: datetime | None = None
        self._led = False
        self._noted: dict[str, Fact] = {}

    def note(self, at: datetime, *, leads: bool) -> None:
        """Note that the process is there, and what it has done; now and then, and when another leads."""
        if self._process_id != os.getpid():
            self._id, self._process_id, self._noted_at, self._noted = new_id(), os.getpid(), None, {}
        if self._noted_at is not None and leads == self._led and self._noted_at <= at < self._noted_at + NOTED_EVERY:
            return
        news = self._news(at)
        try:
            with self._units.change() as session:
                self._note_process(session, at, leads=leads)
                self._note_duties(session, news)
                if leads:
                    session.execute(update(Worker).where(Worker.id != self._id, Worker.leads).values(leads=False))
                    session.execute(delete(Worker).where(Worker.seen_at < at - REMEMBERED))
        except IntegrityError as error:
            # Two processes note a sort of work for the first time; this one does so at its next turn.
            log.info("signs of life are noted a little later: %s", type(error.orig).__name__)
        else:
            self._noted |= news
            self._noted_at, self._led = at, leads

    def take_leave(self, at: datetime) -> None:
        """The process ends, and is not to be missed."""
        if self._id is not None and self._process_id == os.getpid():
            with self._units.change() as session:
                self._note_duties(session, self._news(at))
                session.execute(delete(Worker).where(Worker.id == self._id))

    def _news(self, at: datetime) -> dict[str, Fact]:
        """What is to be noted of each sort of work, if it is not what was noted last."""
        facts = {one.name: _fact(one, at) for one in self._duties.running}
        return {name: fact for name, fact in facts.items() if fact != self._noted.get(name)}

    def _note_duties(self, session: Session, news: dict[str, Fact]) -> None:
        for one in self._duties.running:
            if one.name in news:
                _note_duty(session, one, *news[one.name])

    def _note_process(self, session: Session, at: datetime, *, leads: bool) -> None:
        row = session.get(Worker, self._id)
        if row is None:
            row = Worker(
                id=self._id,
                host=platform.node()[:LONGEST_HOST],
                process_id=os.getpid(),
                is_apart=self.is_apart,
                started_at=at,
            )
            session.add(row)
        row.seen_at, row.leads = at, leads


def last_seen(session: Session) -> datetime | None:
    """When a process that does the site's own work was last heard of; None when none has been lately."""
    return session.scalar(select(func.max(Worker.seen_at)))


def workers_there(session: Session, at: datetime) -> list[Worker]:
    """The processes that are heard of, the leader first."""
    heard = Worker.seen_at > at - HEARD_OF_WITHIN
    return list(session.scalars(select(Worker).where(heard).order_by(Worker.leads.desc(), Worker.started_at)))


def silences(session: Session, at: datetime, duties: Duties) -> list[Silence]:
    """What should be done on this site and is not, by any process; in the order in which the rooms told of it."""
    rows = {one.name: one for one in session.scalars(select(Duty))}
    return list(_silences(rows, at, duties))


def _silences(rows: dict[str, Duty], at: datetime, duties: Duties) -> Iterator[Silence]:
    for sort in duties.sorts:
        if sort.by is By.PAGES:
            continue
        row = rows.get(sort.name)
        if row is None or row.turned_at is None:
            yield Silence(sort.name, None, row.last_error if row else "")
        elif row.turned_at < at - SILENT_AFTER - timedelta(seconds=sort.pause_seconds):
            yield Silence(sort.name, row.turned_at, row.last_error)


def _fact(one: Background, at: datetime) -> Fact:
    """When it last went well, or goes on, and when it last failed."""
    began = one.began_at
    goes_on = began is not None and at - began < LONGEST_ROUND
    return (at if goes_on else one.turned_at), one.failed_at


def _note_duty(session: Session, one: Background, turned_at: datetime | None, failed_at: datetime | None) -> None:
    if turned_at is None and failed_at is None:
        # It is not this process that does it.
        return
    row = session.scalar(select(Duty).where(Duty.name == one.name).with_for_update())
    if row is None:
        row = Duty(name=one.name, last_error="")
        session.add(row)
    if turned_at is not None and (row.turned_at is None or row.turned_at < turned_at):
        row.turned_at = turned_at
    row.failed_at, row.last_error = failed_at, one.last_error[:LONGEST_ERROR]
