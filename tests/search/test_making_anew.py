"""The index is made from nothing while the site is used, and kept with what units of work write."""

from collections.abc import Iterator
from threading import Thread

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.foundation.changed_rows import ChangedRows
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Event, Listeners, take_recorded
from roadmaps.foundation.unit_of_work import UnitsOfWork, is_doubtful
from roadmaps.revisions.models import BlockVersion
from roadmaps.search import keeping, wire
from roadmaps.search.keeping import mend, reindex
from roadmaps.search.listeners import keep_what_is_written
from roadmaps.search.models import WORDS, SearchDocument, Sort
from tests.databases import ON_POSTGRESQL
from tests.factories.roadmap import a_plan
from tests.factories.search import ask, found


@pytest.fixture
def units(fresh_database: Database) -> Iterator[UnitsOfWork]:
    listeners = Listeners()
    wire(listeners)
    units = UnitsOfWork(fresh_database, listeners)
    units.let_witness(keep_what_is_written, before_others=True)
    yield units


def test_the_index_is_made_from_nothing(units: UnitsOfWork) -> None:
    with units.change() as session:
        plan = a_plan(session)
        for number in range(keeping.AT_A_TIME + 30):
            plan.add("goal", f"Vätgas {number}")
        take_recorded(session)

    first = reindex(units.change)
    with units.change() as session:
        session.execute(text(f"DELETE FROM {WORDS}"))
        session.execute(delete(SearchDocument))
    second = reindex(units.change)

    assert first == second
    assert first[Sort.BLOCK] == keeping.AT_A_TIME + 30
    with units.database.reading() as session:
        assert ask(session, "vätgas").total == keeping.AT_A_TIME + 30
        assert session.scalar(text(f"SELECT count(*) FROM {WORDS}")) == sum(second.values())


@pytest.mark.skipif(not ON_POSTGRESQL, reason="only a server can go away")
def test_a_database_that_goes_away_while_the_index_is_kept_is_told_as_what_it_is(units: UnitsOfWork) -> None:
    def cut(session: Session, _events: list[Event], _changed: ChangedRows) -> None:
        own = session.scalar(text("SELECT pg_backend_pid()"))
        with units.database.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:own, 10000)"), {"own": own})

    units.let_witness(cut, before_others=True)

    with pytest.raises(DBAPIError) as fault, units.change() as session:
        a_plan(session).add("goal", "Vätgas")

    assert fault.value.connection_invalidated
    assert not is_doubtful(fault.value)
    with units.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BlockVersion)) == 0


def test_making_it_anew_forgets_what_is_gone_and_keeps_everything_else(units: UnitsOfWork) -> None:
    with units.change() as session:
        plan = a_plan(session)
        goal = plan.add("goal", "Vätgas")
        plan.add("goal", "Biogas")
    with units.change() as session:
        plan.session = session
        plan.roadmap = session.merge(plan.roadmap)
        plan.remove(goal)
        take_recorded(session)

    reindex(units.change)
    reindex(units.change)

    with units.database.reading() as session:
        assert (found(session, "vätgas"), found(session, "biogas")) == ([], ["Biogas"])
        kept = session.scalar(select(func.count()).select_from(SearchDocument))
        assert session.scalar(text(f"SELECT count(*) FROM {WORDS}")) == kept


def test_one_finds_and_writes_while_the_index_is_made_anew(units: UnitsOfWork) -> None:
    with units.change() as session:
        plan = a_plan(session)
        for number in range(300):
            plan.add("goal", f"Vätgas {number}")
    answers: list[int] = []
    making = Thread(target=lambda: reindex(units.change))

    making.start()
    while making.is_alive() or not answers:
        with units.database.reading() as session:
            answers.append(ask(session, "vätgas").total)
        with units.change() as session:
            plan.session = session
            plan.roadmap = session.merge(plan.roadmap)
            plan.add("goal", "Biogas")
    making.join()

    assert set(answers) == {300}
    with units.database.reading() as session:
        assert ask(session, "biogas").total == len(answers)
    with units.change() as session:
        assert mend(session) == 0
