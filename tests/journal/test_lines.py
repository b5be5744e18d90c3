"""Every unit of work leaves its line: what it says, and what it never says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person, SignIn
from roadmaps.discussion.models import Comment
from roadmaps.foundation.circumstances import Circumstances, Entrance, under
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Event, record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.journal.chain import FIRST, hash_of
from roadmaps.journal.models import JournalAddress, JournalLine, JournalMark, Outcome
from roadmaps.journal.reading import lines_in
from roadmaps.journal.rules import write_refusal
from tests.browsing import Browser
from tests.factories.accounts import a_person, an_organisation
from tests.factories.discussion import a_place, a_thread


@dataclass(frozen=True)
class SomethingDone(Event):
    """An event of the tests."""

    thing_id: UUID
    person_id: UUID
    kind: str
    title: str
    number: int
    at: datetime


@pytest.fixture
def units(app: Flask) -> UnitsOfWork:
    return app.extensions["units_of_work"]  # type: ignore[no-any-return]


def lines(session: Session) -> list[JournalLine]:
    return list(session.scalars(select(JournalLine).order_by(JournalLine.number)))


def told(line: JournalLine) -> dict[str, object]:
    found: dict[str, object] = json.loads(line.what)
    return found


def test_an_event_is_told_by_identities_numbers_and_words_never_by_text(
    units: UnitsOfWork, session: Session, at: datetime
) -> None:
    thing, person = new_id(), new_id()

    with units.change() as unit:
        record(unit, SomethingDone(thing, person, "working", "Karin is ill", 7, at))

    (line,) = lines(session)
    assert told(line) == {
        "events": [
            {
                "event": "journal.SomethingDone",
                "thing_id": str(thing),
                "person_id": str(person),
                "kind": "working",
                "number": 7,
            }
        ]
    }
    assert "Karin" not in line.what


def test_changed_rows_are_told_by_identity_column_and_what_they_belong_to(
    units: UnitsOfWork, session: Session, at: datetime
) -> None:
    organisation = an_organisation(session, name="Torsta")
    session.flush()

    with units.change() as unit:
        unit.get_one(Organisation, organisation.id).short_name = "T"

    (line,) = lines(session)
    rows = {"organisations": {"changed": {"count": 1, "ids": [str(organisation.id)], "columns": ["short_name"]}}}
    assert told(line) == {"rows": rows}


def test_an_act_is_found_by_the_area_that_its_rows_lie_in(units: UnitsOfWork, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    session.flush()

    with units.change() as unit:
        unit.scalars(select(Comment).where(Comment.thread_id == thread.id)).one().body = "Another word"

    marks = session.scalars(select(JournalMark).where(JournalMark.sort == "roadmap")).all()
    assert [mark.value for mark in marks] == [str(place.roadmap.id)]


def test_many_rows_changed_by_one_statement_are_counted(units: UnitsOfWork, session: Session) -> None:
    for name in ("Torsta", "Peak"):
        an_organisation(session, name=name)
    session.flush()

    with units.change() as unit:
        unit.execute(update(Organisation).values(homepage="https://example.org"))

    assert told(lines(session)[0]) == {"rows": {"organisations": {"changed": {"count": 2}}}}


def test_a_statement_that_finds_nothing_leaves_no_line(units: UnitsOfWork, session: Session) -> None:
    with units.change() as unit:
        unit.execute(delete(Person).where(Person.name == "Nobody"))

    assert lines(session) == []


def test_what_was_undone_within_the_act_is_not_told(units: UnitsOfWork, session: Session) -> None:
    organisation = an_organisation(session)
    session.flush()

    with units.change() as unit:
        point = unit.begin_nested()
        unit.get_one(Organisation, organisation.id).short_name = "T"
        unit.flush()
        point.rollback()

    assert lines(session) == []


def test_looking_and_resting_leave_no_line(units: UnitsOfWork, session: Session, client: Browser, at: datetime) -> None:
    client.sign_in(a_person(session))
    sign_in = session.scalars(select(SignIn)).one()

    with units.change() as unit:
        unit.scalars(select(Person)).all()
    with units.change() as unit:
        unit.get_one(SignIn, sign_in.id).seen_at = at.replace(year=at.year + 1)

    assert lines(session) == []


def test_an_act_that_fails_leaves_no_line(units: UnitsOfWork, session: Session) -> None:
    organisation = an_organisation(session)
    session.flush()

    with pytest.raises(ZeroDivisionError), units.change() as unit:
        unit.get_one(Organisation, organisation.id).short_name = "T"
        _ = 1 / 0

    assert lines(session) == []


def test_a_line_names_who_did_it_for_whom_in_which_browser_and_through_which_door(
    client: Browser, session: Session
) -> None:
    person = a_person(session, is_coordinator=True)
    client.sign_in(person)
    sign_in = session.scalars(select(SignIn)).one()

    client.post(
        "/me/profile", data={"name": "Another Name", "language": "sv"}, environ_overrides={"REMOTE_ADDR": "192.0.2.9"}
    )

    line = lines(session)[-1]
    assert (line.person_id, line.sign_in_id, line.entrance, line.outcome) == (
        person.id,
        sign_in.id,
        Entrance.PAGE,
        Outcome.DONE,
    )
    assert "Another Name" not in line.what
    assert session.get_one(JournalAddress, line.number).address == "192.0.2.9"


def test_a_chore_a_command_and_work_beside_the_pages_are_told_apart(units: UnitsOfWork, session: Session) -> None:
    organisation = an_organisation(session)
    session.flush()

    with under(Circumstances(Entrance.CHORE, "digests")), units.change() as unit:
        unit.get_one(Organisation, organisation.id).short_name = "T"

    line = lines(session)[0]
    assert (line.entrance, line.door, line.person_id, line.address_hash) == (Entrance.CHORE, "digests", None, "")


def test_each_line_is_tied_to_the_one_before(units: UnitsOfWork, session: Session, at: datetime) -> None:
    for number in range(3):
        with units.change() as unit:
            record(unit, SomethingDone(new_id(), new_id(), "working", "", number, at))

    found = [one.values for one in lines_in(session)]

    assert [one["number"] for one in found if one] == [1, 2, 3]
    previous = FIRST
    for one in found:
        assert one is not None
        assert one["previous_hash"] == previous
        assert one["hash"] == hash_of(one, previous)
        previous = one["hash"]


@pytest.mark.parametrize("path", ["/administration/areas/new", "/administration/organisations/new"])
def test_whoever_is_not_let_do_something_leaves_a_line(client: Browser, session: Session, path: str) -> None:
    person = a_person(session)

    answer = client.sign_in(person).post(path, data={"name": "Mine"})

    line = lines(session)[-1]
    assert answer.status_code in {403, 404}
    assert (line.outcome, line.person_id, told(line)) == (
        Outcome.REFUSED,
        person.id,
        {"note": {"status": answer.status_code}},
    )


def test_somebody_who_is_refused_on_and_on_does_not_fill_the_journal(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    for _ in range(40):
        client.post("/administration/areas/new")

    found = lines(session)
    assert len(found) == 30
    assert told(found[-1]) == {"note": {"status": 403, "further": "not_written"}}


def knock(session: Session, address: str, *, times: int = 1, person_id: UUID | None = None) -> None:
    """Be refused so many times."""
    stranger = Circumstances(Entrance.PAGE, "areas.new", person_id=person_id, address=address)
    for _ in range(times):
        write_refusal(session, stranger, Outcome.REFUSED, 403, at=now())


def test_strangers_of_one_household_count_together(session: Session) -> None:
    for number in range(40):
        knock(session, f"2001:db8:1:2::{number:x}")
    knock(session, "2001:db8:1:3::1")

    assert len(lines(session)) == 31


def test_strangers_who_knock_on_and_on_do_not_hide_what_people_with_an_account_try(session: Session) -> None:
    for number in range(25):
        knock(session, f"192.0.2.{number}", times=30)
    found = lines(session)
    assert len(found) == 600
    assert told(found[-1])["note"]["further_of_anybody"] == "not_written"  # type: ignore[index]

    knock(session, "198.51.100.7", person_id=a_person(session).id)

    assert len(lines(session)) == 601


def statements(session: Session) -> Iterator[object]:
    yield update(JournalLine).values(door="another")
    yield delete(JournalLine)
    yield update(JournalMark).values(value="another")
    yield delete(JournalMark)
    yield update(JournalAddress).values(address="192.0.2.1")
    if session.get_bind().dialect.name == "postgresql":
        yield text("TRUNCATE journal_lines")
    else:
        yield text("INSERT OR REPLACE INTO journal_lines SELECT * FROM journal_lines LIMIT 1")


def test_the_database_itself_refuses_to_change_or_remove_a_line(
    units: UnitsOfWork, session: Session, client: Browser
) -> None:
    client.post("/sign-in", data={"email": "nobody@example.org", "password": "wrong"})
    client.sign_in(a_person(session)).post("/administration/areas/new")
    before = len(lines(session))

    for statement in statements(session):
        with pytest.raises(DBAPIError, match="only added to"), session.begin_nested():
            session.execute(statement)  # type: ignore[call-overload]

    assert len(lines(session)) == before > 0
