"""A spreadsheet that nobody has worked in changes nothing, whatever the roadmap says."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.ids import new_id
from roadmaps.plan.queries import plan_of
from roadmaps.revisions.changes import Change, Place
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Answer, Municipality
from roadmaps.roadmap.kinds.goal import Goal
from roadmaps.roadmap.rules import answer_part
from roadmaps.spreadsheets.columns import SHEET_KINDS
from roadmaps.spreadsheets.delimited import as_csv
from roadmaps.spreadsheets.gathering import sheets_of
from roadmaps.spreadsheets.importing.outcomes import Outcome, Preview
from tests.factories.accounts import an_organisation
from tests.factories.large import a_large_plan
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.spreadsheets import edited, faults, fetched, opened, put, sent, shown, values
from tests.factories.strategy import an_element

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+46 70",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "'quoted'",
    "_x0041_",
]
SIGNS = "aå Ö\n\t\r;,'\"=+-@_x[]{}#*\\<>&%\u00a0\u2028\u200b\u0085\u000b\x07\ufeff😀1.5"


def strange_texts(count: int) -> list[str]:
    """The same every time."""
    chance = Random(2050)
    return ["".join(chance.choices(SIGNS, k=chance.randint(1, 25))) for _ in range(count)]


def could_be_written(text: str) -> bool:
    """Whether the roadmap itself would take it."""
    try:
        Goal.check({"title": text, "text": text})
    except Invalid:
        return False
    return True


def is_unchanged(preview: Preview) -> bool:
    changed = [[(one.name, one.old, one.new) for one in row.diff.fields] for row in preview.rows if row.diff]
    assert (faults(preview), changed, preview.missing) == ([], [], {})
    return {row.outcome for row in preview.rows} <= {Outcome.SAME}


def csv_files(plan: Plan) -> list[bytes]:
    sheets = sheets_of(
        plan.session, plan_of(plan.session, plan.roadmap), viewer=plan.editor, translate=str, keys=SHEET_KINDS
    )
    return [as_csv(sheet) for sheet in sheets]


def a_rich_plan(session: Session, text: str = "En rad\n\n- punkt; med semikolon\n") -> Plan:
    """Every field of every kind says something."""
    plan = a_plan(session)
    organisation = an_organisation(session, f"Bolaget; {plan.slug} [abcdef01]").id
    strategy = [str(an_element(session, "Levande; bygd")), str(an_element(session, "Levande; bygd"))]
    need = plan.add("need", "Behov")
    goal = plan.add("goal", "Mål", horizon="2030", text=text, strategy=strategy, answers=[str(need)])
    same = plan.add("goal", "Mål", part_of=str(goal), rationale=text, serves=text)
    first = plan.add("activity", "Först", goal=str(goal), start="2026", end="2027-Q2")
    activity = plan.add(
        "activity",
        "Sedan",
        goal=str(same),
        start="2026-03",
        end="2026-11-30",
        status="in_progress",
        status_note=text.splitlines()[0] if text.strip() else "",
        depends_on=[str(first)],
        level="peak",
        places=[str(one) for one in list(Municipality)[:3]],
        text=text,
        sami_perspective=text,
        funding_state="unfunded",
        funding="ERUF 1:4",
    )
    plan.part(activity, organisation, "leads")
    plan.add("milestone", "Första", under=activity, due="2026-Q4", is_reached=True, criterion="15 %")
    plan.add(
        "indicator",
        "Företag",
        measures=str(goal),
        unit="%",
        baseline="0.1",
        baseline_year="2021",
        target="123456789012.345678",
        target_year="2027",
        frequency="yearly",
        by_sex=True,
        kolada_id="N00945",
        responsible=str(organisation),
        text=text,
    )
    plan.add(
        "goal_conflict", "Det ena; mot det andra", between=[str(goal), str(same)], next_review="2027-Q1", text=text
    )
    return plan


@pytest.mark.parametrize("make", [a_plan, a_rich_plan, a_large_plan])
def test_the_file_as_it_was_fetched_changes_nothing(session: Session, make: Any) -> None:
    plan = make(session)
    data = fetched(plan)

    as_it_is, opened_and_saved = shown(plan, sent(plan, data)), shown(plan, sent(plan, edited(data, lambda book: None)))

    assert is_unchanged(as_it_is)
    assert is_unchanged(opened_and_saved)
    assert not as_it_is.is_fit


@pytest.mark.parametrize("make", [a_rich_plan, a_large_plan])
def test_neither_do_the_sheets_one_by_one_as_csv(session: Session, make: Any) -> None:
    plan = make(session)

    previews = [shown(plan, sent(plan, data, name="blad.csv")) for data in csv_files(plan)]

    assert all(map(is_unchanged, previews))
    assert sum(len(preview.rows) for preview in previews) == len(plan.state.of_kind(*SHEET_KINDS))


def test_what_an_organisation_has_answered_is_told_and_not_read(session: Session) -> None:
    plan = a_plan(session)
    activity, other = plan.add("activity", "Kurs"), plan.add("activity", "Mässa")
    one = an_organisation(session, f"Ett {plan.slug}")
    declined = plan.part(activity, one.id, "leads")
    plan.part(activity, an_organisation(session, f"Två {plan.slug}").id)
    plan.part(other, an_organisation(session, f"Tre {plan.slug}").id, "leads")
    own = replace(plan.editor, organisations=((one.id, one.name),), acting_for_id=one.id)
    answer_part(session, plan.roadmap, declined, Answer.DECLINED, note="=Vi saknar folk.", actor=own, at=AT)
    data = fetched(plan)

    told = [(row["answer"], row["answer_note"]) for row in values(opened(data), "responsibility")]
    written = edited(data, lambda book: put(book, "responsibility", 1, answer="Accepted", answer_note="Ja"))

    assert told == [("Declined", "=Vi saknar folk."), (None, None), ("Proposed", None)]
    assert is_unchanged(shown(plan, sent(plan, data)))
    assert is_unchanged(shown(plan, sent(plan, written)))


def test_it_is_the_same_file_each_time(session: Session) -> None:
    plan = a_rich_plan(session)

    assert fetched(plan) == fetched(plan)


def test_no_text_comes_back_as_another(session: Session) -> None:
    plan = a_plan(session)
    told = [text for text in (*HOSTILE, *strange_texts(60)) if could_be_written(text)]
    changes = [Change(new_id(), 0, kind="goal", content={"title": text, "text": text}, place=Place()) for text in told]
    rules.write_blocks(session, plan.roadmap, changes, actor=plan.editor, at=AT)

    data = fetched(plan)

    assert len(told) > len(HOSTILE) + 30
    assert is_unchanged(shown(plan, sent(plan, data)))
    assert is_unchanged(shown(plan, sent(plan, edited(data, lambda book: None))))
    assert all(is_unchanged(shown(plan, sent(plan, data, name="blad.csv"))) for data in csv_files(plan))


@pytest.mark.parametrize("number", ["0", "-0.5", "0.1", "1200.75", "1e3", "123456789012345", "0.000001"])
def test_no_number_comes_back_as_another(session: Session, number: str) -> None:
    plan = a_plan(session)
    plan.add("indicator", baseline=str(Decimal(number).normalize() + 0))

    assert is_unchanged(shown(plan, sent(plan, edited(fetched(plan), lambda book: None))))
    assert all(is_unchanged(shown(plan, sent(plan, data, name="blad.csv"))) for data in csv_files(plan))


def test_a_text_too_long_for_a_cell_stays_as_it_is(session: Session) -> None:
    plan = a_plan(session)
    plan.add("goal", text="Ett stycke av flera.\n\n" * 950)

    assert is_unchanged(shown(plan, sent(plan, fetched(plan))))


@pytest.mark.parametrize("sign", HOSTILE)
def test_no_cell_of_a_csv_file_begins_like_a_formula(session: Session, sign: str) -> None:
    plan = a_plan(session)
    plan.add("goal", f"{sign}", text=f"{sign}")

    for data in csv_files(plan):
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"):
            assert not [cell for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
