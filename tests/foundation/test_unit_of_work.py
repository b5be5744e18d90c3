from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import Event, Listeners, record, take_recorded
from roadmaps.foundation.sentences import say
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.factories.accounts import an_organisation


@dataclass(frozen=True)
class Founded(Event):
    name: str


@dataclass(frozen=True)
class Noted(Event):
    name: str


@pytest.fixture
def listeners() -> Listeners:
    return Listeners()


@pytest.fixture
def units(fresh_database: Database, listeners: Listeners) -> UnitsOfWork:
    return UnitsOfWork(fresh_database, listeners)


def found(session: Session, name: str) -> None:
    an_organisation(session, name)
    record(session, Founded(name))


def kept_in(units: UnitsOfWork) -> set[str]:
    with units.database.reading() as session:
        return set(session.scalars(select(Organisation.name)))


def test_a_unit_of_work_that_ends_well_is_kept(units: UnitsOfWork) -> None:
    with units.change() as session:
        found(session, "Torsta")

    assert kept_in(units) == {"Torsta"}


def test_a_unit_of_work_that_fails_leaves_nothing_and_tells_nobody(units: UnitsOfWork, listeners: Listeners) -> None:
    heard: list[Founded] = []
    listeners.in_transaction(Founded, lambda _session, event: heard.append(event))
    listeners.after_commit(Founded, lambda _session, event: heard.append(event))

    with pytest.raises(RuntimeError), units.change() as session:
        found(session, "Torsta")
        raise RuntimeError

    assert kept_in(units) == set()
    assert heard == []


def test_what_a_listener_writes_in_the_transaction_is_kept_with_the_act(
    units: UnitsOfWork, listeners: Listeners
) -> None:
    listeners.in_transaction(Founded, lambda session, event: an_organisation(session, f"{event.name} vänner") and None)

    with units.change() as session:
        found(session, "Torsta")

    assert kept_in(units) == {"Torsta", "Torsta vänner"}


def test_a_listener_in_the_transaction_can_stop_the_act(units: UnitsOfWork, listeners: Listeners) -> None:
    def refuse(_session: Session, _event: Founded) -> None:
        raise Invalid(say("There are enough."))

    listeners.in_transaction(Founded, refuse)

    with pytest.raises(Invalid, match="enough"), units.change() as session:
        found(session, "Torsta")

    assert kept_in(units) == set()


def test_listeners_hear_what_other_listeners_announce(units: UnitsOfWork, listeners: Listeners) -> None:
    heard: list[str] = []
    listeners.in_transaction(Founded, lambda session, event: record(session, Noted(event.name)))
    listeners.in_transaction(Noted, lambda _session, event: heard.append(f"noted {event.name}"))
    listeners.after_commit(Noted, lambda _session, event: heard.append(f"kept {event.name}"))

    with units.change() as session:
        found(session, "Torsta")

    assert heard == ["noted Torsta", "kept Torsta"]


def test_listeners_after_the_commit_see_what_was_kept(units: UnitsOfWork, listeners: Listeners) -> None:
    seen: list[set[str]] = []
    listeners.after_commit(
        Founded, lambda session, _event: seen.append(set(session.scalars(select(Organisation.name))))
    )

    with units.change() as session:
        found(session, "Torsta")
        found(session, "Coompanion")

    assert seen == [{"Torsta", "Coompanion"}] * 2


def test_a_listener_that_fails_after_the_commit_harms_nobody_else(
    units: UnitsOfWork, listeners: Listeners, caplog: pytest.LogCaptureFixture
) -> None:
    listeners.after_commit(Founded, _write_and_fail)
    listeners.after_commit(Founded, lambda session, _event: an_organisation(session, "Peak") and None)

    with units.change() as session:
        found(session, "Torsta")

    assert kept_in(units) == {"Torsta", "Peak"}
    assert "_write_and_fail failed after Founded" in caplog.text


def test_what_a_listener_announces_after_the_commit_is_heard_too(units: UnitsOfWork, listeners: Listeners) -> None:
    heard: list[Event] = []
    listeners.after_commit(Founded, lambda session, event: record(session, Noted(event.name)))
    listeners.after_commit(Noted, lambda _session, event: heard.append(event))

    with units.change() as session:
        found(session, "Torsta")

    assert heard == [Noted("Torsta")]


def test_events_are_told_in_the_order_in_which_they_were_recorded(units: UnitsOfWork, listeners: Listeners) -> None:
    heard: list[str] = []
    remember: Callable[[Session, Founded], None] = lambda _session, event: heard.append(event.name)  # noqa: E731
    listeners.in_transaction(Founded, remember)

    with units.change() as session:
        for name in ("Torsta", "Coompanion", "Peak"):
            record(session, Founded(name))

    assert heard == ["Torsta", "Coompanion", "Peak"]


def test_recorded_events_are_taken_once(session: Session) -> None:
    record(session, Founded("Torsta"))

    assert [take_recorded(session), take_recorded(session)] == [[Founded("Torsta")], []]


def _write_and_fail(session: Session, _event: Founded) -> None:
    an_organisation(session, "Halvfärdig")
    raise RuntimeError
