"""Who reads the journal, what it shows them, and how it is looked through and taken home."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.areas.models import Area, Role
from roadmaps.foundation.circumstances import Entrance
from roadmaps.foundation.ids import new_id
from roadmaps.journal.models import JournalAddress, JournalLine, Outcome
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.areas import a_role, an_area
from tests.factories.journal import ADDRESS, a_line

ALL = "/administration/audit"


@pytest.fixture
def area(session: Session) -> Area:
    return an_area(session, "Hållbar energi")


@pytest.fixture
def leader(session: Session, area: Area) -> Person:
    person = a_person(session, "Leif Ledare")
    a_role(session, area, person, Role.PROCESS_LEADER)
    return person


@pytest.fixture
def coordinator(session: Session) -> Person:
    return a_person(session, "Sam Ordnare", is_coordinator=True)


def lines_on(client: Browser, address: str) -> list[str]:
    """The sentences of the lines, without those that the looking itself has left."""
    found = [one.text(strip=True, separator=" ") for one in client.page(address).css(".audit-what")]
    return [sentence for sentence in found if "journal" not in sentence]


def test_a_line_is_told_as_a_sentence_with_names_of_today(
    client: Browser, session: Session, coordinator: Person, area: Area, at: datetime
) -> None:
    author = a_person(session, "Karin Åslund", language="en")
    a_line(session, at=at, person_id=author.id, area_id=area.id)
    author.name = "Tidigare företrädare för Torsta"

    page = client.sign_in(coordinator).page(f"{ALL}?thing={area.id}", headers={"Accept-Language": "en"})

    words = page.css(".audit-line")[-1].text(separator=" ")
    assert "Tidigare företrädare för Torsta" in words
    assert "Karin" not in words
    assert "Hållbar energi" in words
    assert ADDRESS in words


def test_only_coordinators_read_everything(client: Browser, leader: Person) -> None:
    assert client.get(ALL).status_code == 303
    assert client.sign_in(leader).get(ALL).status_code == 403


def test_whoever_leads_an_area_reads_the_lines_about_it_without_network_addresses(
    client: Browser, session: Session, leader: Person, area: Area, at: datetime
) -> None:
    other = an_area(session, "Upplevelser")
    mine = a_line(session, at=at, area_id=area.id)
    elsewhere = a_line(session, at=at, area_id=other.id)
    client.sign_in(leader)

    page = client.page(f"/areas/{area.slug}/audit")

    numbers = [link.text() for link in page.css(".audit-line .muted a")]
    assert any(str(mine) in one for one in numbers)
    assert not any(str(elsewhere) in one for one in numbers)
    assert ADDRESS not in page.body.text()  # type: ignore[union-attr]
    assert client.get(f"/areas/{area.slug}/audit/lines/{mine}").status_code == 200
    assert client.get(f"/areas/{area.slug}/audit/lines/{elsewhere}").status_code == 404
    assert client.get(f"/areas/{other.slug}/audit").status_code == 403
    assert client.post(f"/areas/{other.slug}/audit/table").status_code == 403


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 4),
        ("who=karin", 1),
        ("who=nobody+there", 0),
        ("who=100%25", 0),
        ("room=meetings", 1),
        ("room=meetings.%25", 0),
        ("entrance=chore", 1),
        ("outcome=refused", 1),
        ("from_on=2026-11-21&until_on=2026-11-21", 3),
        ("until_on=2026-11-20", 1),
        ("from_on=yesterday&thing=none&outcome=other&entrance=x&until_on=9999-12-31", 4),
        ("before=999999999999999999999999", 4),
        ("before=2", 1),
    ],
)
def test_lines_are_chosen_by_who_what_when_and_through_which_door(
    client: Browser, session: Session, coordinator: Person, at: datetime, asked: str, count: int
) -> None:
    karin = a_person(session, "Karin Åslund")
    a_line(session, at=at - timedelta(days=1), person_id=karin.id)
    a_line(session, at=at, event="meetings.MeetingPlanned", door="meetings.new")
    a_line(session, at=at, entrance=Entrance.CHORE, door="digests", address="")
    a_line(session, at=at, outcome=Outcome.REFUSED)

    found = client.sign_in(coordinator).page(f"{ALL}?{asked}").css(".audit-line")

    assert len([one for one in found if coordinator.name not in one.text()]) == count


def test_a_thing_is_followed_through_all_that_was_done_with_it(
    client: Browser, session: Session, coordinator: Person, at: datetime
) -> None:
    thread = new_id()
    a_line(session, at=at, thread_id=thread)
    a_line(session, at=at, event="discussion.ThreadResolved", thread_id=thread)
    a_line(session, at=at, thread_id=new_id())

    assert len(client.sign_in(coordinator).page(f"{ALL}?thing={thread}").css(".audit-line")) == 2


def test_long_journals_are_read_page_by_page(
    client: Browser, session: Session, coordinator: Person, at: datetime
) -> None:
    for _ in range(60):
        a_line(session, at=at)

    first = client.sign_in(coordinator).page(ALL)
    older = first.css_first(".pagination a[rel=next]")
    second = client.page(older.attributes["href"] or "")

    assert len(first.css(".audit-line")) == 50
    assert len(second.css(".audit-line")) == 11


def test_looking_leaves_one_line_a_day(client: Browser, session: Session, leader: Person, area: Area) -> None:
    client.sign_in(leader)

    for _ in range(3):
        client.page(f"/areas/{area.slug}/audit")

    read = [line for line in session.scalars(select(JournalLine)) if "audit.AuditRead" in line.what]
    assert [line.person_id for line in read] == [leader.id]


def test_the_table_holds_what_is_chosen_and_leaves_a_line(
    client: Browser, session: Session, coordinator: Person, at: datetime
) -> None:
    evil = a_person(session, "\uff1dHYPERLINK(0)")
    a_line(session, at=at, person_id=evil.id)
    a_line(session, at=at, event="meetings.MeetingPlanned", door="meetings.new")

    answer = client.sign_in(coordinator).post(f"{ALL}/table", data={"who": str(evil.id)})

    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][0] == "1"
    assert rows[1][2] == "'\uff1dHYPERLINK(0)"
    assert answer.headers["Cache-Control"].startswith("private")
    newest = session.scalars(select(JournalLine).order_by(JournalLine.number.desc())).first()
    assert newest is not None
    assert "audit.AuditFetched" in newest.what


def test_the_page_of_a_line_tells_whether_it_is_whole(
    client: Browser, session: Session, coordinator: Person, at: datetime
) -> None:
    number = a_line(session, at=at, thread_id=new_id())

    page = client.sign_in(coordinator).page(f"{ALL}/lines/{number}")

    assert page.css_first(".callout").attributes["data-tone"] == "good"
    assert client.get(f"{ALL}/lines/99999").status_code == 404
    assert client.get(f"{ALL}/lines/99999999999999999999999999").status_code == 404


def test_a_line_names_the_browser_in_which_it_was_done(client: Browser, session: Session, coordinator: Person) -> None:
    client.sign_in(coordinator)
    sign_in = session.scalars(select(SignIn)).one()

    client.post(f"{ALL}/table", environ_overrides={"REMOTE_ADDR": "192.0.2.9"})

    line = session.scalars(select(JournalLine).order_by(JournalLine.number.desc())).first()
    assert line is not None
    assert (line.person_id, line.sign_in_id, line.entrance) == (coordinator.id, sign_in.id, Entrance.PAGE)
    assert session.get_one(JournalAddress, line.number).address == "192.0.2.9"


def test_the_ways_to_the_journal_stand_where_they_are_looked_for(
    client: Browser, coordinator: Person, leader: Person
) -> None:
    client.sign_in(coordinator)

    assert client.page("/administration").css_matches(f"a[href='{ALL}']")
    assert client.page(f"/people/{leader.id}").css_matches(f"a[href='{ALL}?who={leader.id}']")


def test_no_copy_of_the_journal_is_kept_on_the_way(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, is_coordinator=True))

    assert "no-store" in client.get("/administration/audit").headers["Cache-Control"]


def test_of_a_line_about_several_areas_a_leader_reads_the_part_about_their_own(
    client: Browser, session: Session, leader: Person, area: Area, at: datetime
) -> None:
    other, somebody = an_area(session, "Hemlig energi"), a_person(session, "Olle Annanstans")
    number = a_line(session, at=at, area_id=area.id, area_ids=other.id, to_person_id=somebody.id)

    page = client.sign_in(leader).page(f"/areas/{area.slug}/audit/lines/{number}").css_first("main")
    listed = client.page(f"/areas/{area.slug}/audit").css_first("main")
    table = client.post(f"/areas/{area.slug}/audit/table").get_data().decode("utf-8-sig")

    for told in (page.html or "", listed.html or "", table):
        assert not [one for one in ("Hemlig energi", "Olle Annanstans", str(other.id)) if one in told]
    assert area.name in page.text()


def test_a_line_after_which_refusals_are_not_written_says_so(
    client: Browser, session: Session, leader: Person, coordinator: Person
) -> None:
    client.sign_in(leader)
    for _ in range(31):
        client.post("/administration/areas/new")

    coordinator.language = "en"
    page = client.sign_in(coordinator).get(f"{ALL}?outcome=refused").text

    assert page.count("Further refusals of the same person or address are not written for an hour.") == 1
