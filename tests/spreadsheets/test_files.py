"""The files are made for people: typed cells, headings that stay, filters, widths; and nothing in them is ever run."""

import csv
import io
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from roadmaps.indicators import rules as indicator_rules
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.models import Origin
from roadmaps.plan.queries import plan_of, plan_of_county
from roadmaps.spreadsheets.cells import Translate
from roadmaps.spreadsheets.delimited import as_csv
from roadmaps.spreadsheets.gathering import sheets_of
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.spreadsheets import fetched, opened, page, place, values

HOSTILE = ["=1+1", '=cmd|" /C calc"!A0', "+46 70 123", "-5", "@SUM(A1)", "\t=1", "\r=1"]


def a_small_plan(session: Session) -> Plan:
    plan = a_plan(session)
    goal = plan.add("goal", "Fler förädlar", horizon="2030")
    activity = plan.add("activity", "Kurs", goal=str(goal), start="2026-Q3", end="2027-03-31", places=["2321", "2380"])
    plan.part(activity, an_organisation(session, f"Bolag {plan.slug}").id, "leads")
    plan.add("milestone", "Första", under=activity, due="2026-11", is_reached=True)
    plan.add("goal_conflict", "Det ena mot det andra", between=[str(goal)])
    indicator = plan.add(
        "indicator",
        "Företag",
        unit="st",
        by_municipality=True,
        by_sex=True,
        baseline="42",
        target="60.5",
        target_year="2027",
    )
    reading = NewReading(indicator, "2025", Decimal("48.25"), "2321", "K", "=SCB", "-")
    indicator_rules.record_readings(session, plan.roadmap, [reading], actor=plan.editor, at=AT, origin=Origin.BY_HAND)
    return plan


def test_every_sheet_has_headings_that_stay_filters_and_widths(session: Session) -> None:
    book = opened(fetched(a_small_plan(session)))

    about, *sheets, lists = book.worksheets
    assert (about.cell(1, 1).value, lists.sheet_state) == ("Plan", "hidden")
    assert [sheet.title for sheet in sheets] == [
        "Activities",
        "Responsibilities",
        "Milestones",
        "Indicators",
        "Readings",
        "Goal conflicts",
        "Goals",
    ]
    for sheet in sheets:
        last = sheet.cell(1, sheet.max_column).column_letter
        assert sheet.row_dimensions[1].hidden
        assert sheet.freeze_panes.endswith("3")
        assert sheet.auto_filter.ref == f"A2:{last}{sheet.max_row}"
        assert all(sheet.column_dimensions[cell.column_letter].width > 8 for cell in sheet[2])
        assert all(cell.font.bold for cell in sheet[2])


def test_cells_have_types_and_read_as_people_write(session: Session) -> None:
    book = opened(fetched(a_small_plan(session)))

    [indicator] = values(book, "indicator")
    [activity] = values(book, "activity")
    [reading] = values(book, "readings")
    [milestone] = values(book, "milestone")
    [part] = values(book, "responsibility")
    [conflict] = values(book, "goal_conflict")
    assert (indicator["baseline"], indicator["target"], indicator["target_year"]) == (42, 60.5, 2027)
    assert (activity["goal"], activity["start"]) == ("Fler förädlar", "2026-Q3")
    assert activity["end"] == datetime(2027, 3, 31)
    assert activity["places"] == "Åre; Östersund"
    assert (reading["value"], reading["municipality"], reading["sex"], reading["source"]) == (
        48.25,
        "Åre",
        "Women",
        "=SCB",
    )
    assert (milestone["under"], milestone["is_reached"]) == ("Kurs", "Yes")
    assert (part["under"], part["part"]) == ("Kurs", "Leads")
    assert conflict["between"] == "Fler förädlar"


def test_cells_that_take_one_of_a_few_words_offer_them(session: Session) -> None:
    book = opened(fetched(a_small_plan(session)))
    sheet = page(book, "activity")
    column = sheet.cell(1, place(sheet, "status")).column_letter

    [check] = [one for one in sheet.data_validations.dataValidation if str(one.sqref).startswith(f"{column}3")]

    source = check.formula1.split("!")[1].replace("$", "")
    assert [cell.value for [cell] in book["_lists"][source]][:2] == ["Planned", "In progress"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_is_text_in_a_workbook(session: Session, text: str) -> None:
    plan = a_plan(session)
    organisation = an_organisation(session, f"{text.strip()} {plan.slug}").id
    activity = plan.add("activity", f"{text}a", text=text, funding=text)
    plan.part(activity, organisation)

    book: Workbook = opened(fetched(plan))

    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    risky = [cell for cell in cells if str(cell.value)[:1] in set("=+-@\t\r")]
    assert risky
    assert all(cell.quotePrefix for cell in risky)


@pytest.mark.parametrize("text", HOSTILE)
def test_in_csv_it_is_led_by_an_apostrophe(session: Session, text: str) -> None:
    plan = a_plan(session)
    plan.add("goal", f"{text}a", text=text)

    sheets = sheets_of(session, plan_of(session, plan.roadmap), viewer=plan.editor, translate=str, keys=["goal"])
    rows = list(csv.reader(io.StringIO(as_csv(sheets[0]).decode("utf-8-sig"), newline=""), delimiter=";"))

    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]
    assert f"'{text.strip()}a" in rows[1]


def test_numbers_of_csv_have_decimal_commas_and_negative_ones_stay_numbers(session: Session) -> None:
    plan = a_plan(session)
    plan.add("indicator", "Utsläpp", baseline="-1.5", target="-12")

    [sheet] = sheets_of(session, plan_of(session, plan.roadmap), viewer=plan.editor, translate=str, keys=["indicator"])

    data = as_csv(sheet).decode("utf-8-sig")
    assert ';"-1,5";' in data
    assert ';"-12";' in data


def test_the_county_has_the_area_first(session: Session) -> None:
    plan = a_small_plan(session)

    sheets = sheets_of(session, plan_of_county(session, plan.editor), viewer=plan.editor, translate=str)

    assert all(sheet.columns[0].key == "area" for sheet in sheets)
    assert plan.roadmap.area.name in {str(row[0]) for sheet in sheets for row in sheet.rows}


def test_headings_are_in_the_language_that_is_asked_for(session: Session) -> None:
    shout: Translate = str.upper

    [sheet] = sheets_of(
        session, plan_of(session, a_small_plan(session).roadmap), viewer=None, translate=shout, keys=["goal"]
    )

    assert sheet.title == "GOALS"
    assert {column.label for column in sheet.columns} >= {"HORIZON"}
