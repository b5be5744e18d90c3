"""Many who send at once are kept together, and one that is refused harms none."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import Event, Listeners, record
from roadmaps.foundation.sentences import say
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live.serving.clerk import Clerk
from tests.factories.accounts import an_organisation


class Counting(UnitsOfWork):
    """Units of work that are counted."""

    count = 0

    def change(self):
        self.count += 1
        return super().change()


class Happened(Event):
    pass


@pytest.fixture
def units(fresh_database: Database) -> Iterator[Counting]:
    return Counting(fresh_database, Listeners())


def names(units: UnitsOfWork) -> set[str]:
    with units.database.reading() as session:
        return {one.name for one in session.query(Organisation)}


def adding(name: str, waits: Barrier | None = None):
    def add(session: Session) -> str:
        if waits is not None:
            waits.wait(5)
        an_organisation(session, name)
        session.flush()
        return name

    return add


def test_what_waits_while_one_is_kept_goes_into_one_unit_of_work(units: Counting) -> None:
    clerk, starts = Clerk(units), Barrier(2)
    wanted = {f"Bolag {number}" for number in range(20)}

    with ThreadPoolExecutor(21) as people:
        first = people.submit(clerk.keep, uuid4(), adding("Först", starts))
        rest = [people.submit(clerk.keep, uuid4(), adding(name)) for name in wanted]
        while len(clerk._waiting) < 20:
            pass
        starts.wait(5)
        answers = {one.result() for one in rest}

    assert first.result() == "Först"
    assert answers == wanted
    assert names(units) == wanted | {"Först"}
    assert units.count == 2


def test_what_is_refused_undoes_nothing_of_the_others_and_announces_nothing(units: Counting) -> None:
    heard: list[Event] = []
    units.listeners.in_transaction(Happened, lambda _session, event: heard.append(event))
    clerk, starts = Clerk(units), Barrier(2)

    def refuse(session: Session) -> None:
        an_organisation(session, "Nej")
        session.flush()
        record(session, Happened())
        raise NotAllowed(say("No."))

    with ThreadPoolExecutor(4) as people:
        first = people.submit(clerk.keep, uuid4(), adding("Ett", starts))
        refused = people.submit(clerk.keep, UUID(int=0), refuse)
        kept = people.submit(clerk.keep, UUID(int=1), adding("Två"))
        while len(clerk._waiting) < 2:
            pass
        starts.wait(5)

        first.result()
        kept.result()
        with pytest.raises(NotAllowed):
            refused.result()

    assert names(units) == {"Ett", "Två"}
    assert heard == []


def test_when_the_database_is_in_trouble_with_one_the_others_are_kept_alone(units: Counting) -> None:
    clerk, starts = Clerk(units), Barrier(2)

    def fail(_session: Session) -> None:
        raise OperationalError("UPDATE", {}, Exception("deadlock"))

    with ThreadPoolExecutor(3) as people:
        people.submit(clerk.keep, uuid4(), adding("Ett", starts))
        failing = people.submit(clerk.keep, uuid4(), fail)
        kept = people.submit(clerk.keep, uuid4(), adding("Två"))
        while len(clerk._waiting) < 2:
            pass
        starts.wait(5)

        assert kept.result() == "Två"
        with pytest.raises(OperationalError):
            failing.result()

    assert names(units) == {"Ett", "Två"}


def test_sessions_are_taken_in_one_order_whoever_came_first(units: Counting) -> None:
    clerk, starts = Clerk(units), Barrier(2)
    done: list[int] = []

    with ThreadPoolExecutor(6) as people:
        people.submit(clerk.keep, uuid4(), adding("Ett", starts))
        for number in (3, 1, 5, 2, 4):
            people.submit(clerk.keep, UUID(int=number), lambda _session, number=number: done.append(number))
        while len(clerk._waiting) < 5:
            pass
        starts.wait(5)

    assert done == [1, 2, 3, 4, 5]
