"""Chores are done when their time has come, once, and each shielded from the others."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.chores.models import ChoreRun
from roadmaps.chores.rounds import Chores, failures
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.factories.areas import an_area

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def units(fresh_database: Database) -> UnitsOfWork:
    return UnitsOfWork(fresh_database, Listeners())


def counting(done: list[datetime]):
    return lambda _session, at: done.append(at)


def test_a_chore_is_done_at_once_and_then_when_its_time_has_come(units: UnitsOfWork) -> None:
    done: list[datetime] = []
    chores = Chores()
    chores.add("count", counting(done), every=DAY)

    told = [chores.do_due(units, AT + hours) for hours in (timedelta(0), timedelta(hours=23), DAY, DAY)]

    assert done == [AT, AT + DAY]
    assert told == [["count"], [], ["count"], []]


def test_what_a_failing_chore_began_is_undone_and_the_others_are_done(units: UnitsOfWork) -> None:
    done: list[datetime] = []
    chores = Chores()

    def half(session: Session, _at: datetime) -> None:
        an_area(session, "Half an area")
        raise RuntimeError("no more")

    chores.add("half", half, every=DAY)
    chores.add("count", counting(done), every=DAY)

    assert chores.do_due(units, AT) == ["count"]

    with units.database.reading() as session:
        assert session.scalars(select(Area.name)).all() == []
        failed = session.get_one(ChoreRun, "half")
        assert (failed.done_at, failed.failed_at, failed.last_error) == (None, AT, "RuntimeError: no more")
    assert failures(units) == [("half", AT, "RuntimeError: no more")]


def test_a_chore_that_failed_is_tried_again_after_a_while(units: UnitsOfWork) -> None:
    tries: list[datetime] = []
    chores = Chores()

    def fail_first(_session: Session, at: datetime) -> None:
        tries.append(at)
        if len(tries) == 1:
            raise RuntimeError

    chores.add("try", fail_first, every=DAY)

    for minutes in (0, 1, 14, 15, 16):
        chores.do_due(units, AT + timedelta(minutes=minutes))

    assert tries == [AT, AT + timedelta(minutes=15)]


def test_several_processes_do_a_chore_once(units: UnitsOfWork) -> None:
    done: list[datetime] = []
    start = Barrier(4)

    def process() -> None:
        chores = Chores()
        chores.add("count", counting(done), every=DAY)
        start.wait()
        chores.do_due(units, AT)

    threads = [Thread(target=process) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert done == [AT]


def test_a_chore_can_be_done_before_its_time(units: UnitsOfWork) -> None:
    done: list[datetime] = []
    chores = Chores()
    chores.add("count", counting(done), every=DAY)
    chores.do_due(units, AT)

    chores.do(units, "count", AT + timedelta(hours=1))

    assert done == [AT, AT + timedelta(hours=1)]
