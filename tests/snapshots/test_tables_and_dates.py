from datetime import date
from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import Choice, Part
from roadmaps.snapshots.exports.manuscript import Manuscript
from tests.factories.snapshots import Plan, a_manuscript, a_plan, a_snapshot, rewrite_goal

SITE = "https://fardplan.example.org"
ADDRESS = f"{SITE}/areas/x/snapshots/1"


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def manuscript(session: Session, plan: Plan) -> Manuscript:
    manuscript = a_manuscript(edition_of(a_snapshot(session, plan), address=ADDRESS, site=SITE))
    rewrite_goal(session, plan, "Ett annat mål")
    plan.organisation.name = "Ett annat namn"
    session.flush()
    return manuscript


def rows_of(sheet: Worksheet) -> list[dict[str, object]]:
    keys, _headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip((str(key).partition(".")[2] for key in keys), row, strict=True)) for row in rows]


def events_in(manuscript: Manuscript) -> list[tuple[str, date, date]]:
    calendar = Calendar.from_ical(FORMATS["ics"].write(manuscript))
    return [(str(one["summary"]), one.decoded("dtstart"), one.decoded("dtend")) for one in calendar.walk("VEVENT")]


def test_the_workbook_says_what_was_frozen_and_not_what_holds_today(manuscript: Manuscript, plan: Plan) -> None:
    book = load_workbook(BytesIO(FORMATS["xlsx"].write(manuscript)))

    [goal] = rows_of(book["Goals"])
    [activity] = rows_of(book["Activities"])
    [part] = rows_of(book["Responsibilities"])
    assert goal["title"] == activity["goal"] == "Förädla | mer"
    assert goal["id"] == str(plan.blocks["goal"])
    assert activity["start"] == "2026-Q3"
    assert str(part["organisation"]).startswith("Regionen")
    assert part["under"] == "En kort kurs"
    assert rows_of(book["Milestones"])[0]["due"] == "2026-11"
    assert rows_of(book["Indicators"])[0]["target"] == 1500.5
    assert rows_of(book["Goal conflicts"])[0]["between"] == "Förädla | mer"
    assert rows_of(book["Readings"]) == []


def test_the_workbook_has_the_sheets_of_the_parts_that_are_wanted(session: Session, plan: Plan) -> None:
    edition = edition_of(a_snapshot(session, plan), address=ADDRESS, site=SITE)

    book = load_workbook(
        BytesIO(FORMATS["xlsx"].write(a_manuscript(edition, Choice("en", frozenset({Part.CONFLICTS})))))
    )

    assert [name for name in book.sheetnames if name != "_lists"] == ["About the file", "Goal conflicts"]


def test_the_first_sheet_tells_which_version_it_is(manuscript: Manuscript) -> None:
    book = load_workbook(BytesIO(FORMATS["xlsx"].write(manuscript)))

    told = [row[0] for row in book["About the file"].iter_rows(values_only=True)]

    assert f"Hash (SHA-256): {manuscript.edition.sha256}" in told
    assert f"Address: {ADDRESS}" in told


def test_dates_that_are_told_by_quarter_or_month_cover_it_and_the_end_is_the_day_after(manuscript: Manuscript) -> None:
    assert events_in(manuscript) == [
        ("Starts (quarter 3 2026): En kort kurs", date(2026, 7, 1), date(2026, 10, 1)),
        ("Milestone (November 2026): Första kursen", date(2026, 11, 1), date(2026, 12, 1)),
    ]


def test_each_date_leads_to_its_place_in_the_version(manuscript: Manuscript, plan: Plan) -> None:
    calendar = Calendar.from_ical(FORMATS["ics"].write(manuscript))

    places = [str(one["url"]) for one in calendar.walk("VEVENT")]

    assert places == [f"{ADDRESS}#block-{plan.blocks['activity']}", f"{ADDRESS}#block-{plan.blocks['milestone']}"]


def test_dates_are_left_out_with_their_part(session: Session, plan: Plan) -> None:
    edition = edition_of(a_snapshot(session, plan), address=ADDRESS, site=SITE)

    assert events_in(a_manuscript(edition, Choice("en", frozenset({Part.VISION})))) == []
