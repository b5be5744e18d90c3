from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.calendars.entries import Entry
from roadmaps.calendars.gathering import Wanted, entries_for
from roadmaps.roadmap import rules
from roadmaps.roadmap.phases import Phase
from tests.factories.accounts import an_organisation
from tests.factories.calendars import TODAY, told
from tests.factories.large import a_large_plan
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def entries(session: Session, plan: Plan) -> list[Entry]:
    return entries_for(session, Wanted(plan.roadmap.area_id), viewer=None, language="sv", on=TODAY)


def test_an_empty_roadmap_has_an_empty_calendar(session: Session, plan: Plan) -> None:
    assert entries(session, plan) == []


def test_activities_and_milestones_stand_on_their_days(session: Session, plan: Plan) -> None:
    activity = plan.add("activity", "Kurs", start="2026-Q4", end="2027-05-31")
    plan.add("milestone", "Första kursen", under=activity, due="2026-12-15", criterion="Femton deltagare")
    plan.add("milestone", "Andra kursen", under=activity, due="2027", is_reached=True)

    assert told(session) == [
        "Starts (quarter 4 2026): Kurs",
        "Milestone: Första kursen",
        "Ends: Kurs",
        "Milestone reached (2027): Andra kursen",
    ]


def test_what_has_been_dropped_or_removed_is_in_no_calendar(session: Session, plan: Plan) -> None:
    plan.add("activity", "Avbruten", start="2026-12-01", status="dropped")
    plan.remove(plan.add("activity", "Borttagen", start="2026-12-01"))

    assert told(session) == []


def test_an_entry_tells_what_one_would_ask(session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Fler klarar avbrott")
    activity = plan.add(
        "activity",
        "Kurs",
        goal=str(goal),
        start="2026-12",
        end="2026-12",
        places=["2321"],
        status_note="Väntar på svar",
    )
    torsta = an_organisation(session, "Torsta")
    plan.part(activity, torsta.id, "leads")

    [entry] = entries(session, plan)

    lines = "\n".join(str(line) for line in entry.lines)
    for words in (
        "No day has been set; the date is told as: December 2026",
        "Planned. Väntar på svar",
        "Leads: Torsta (proposed)",
        "Serves the goal: Fler klarar avbrott",
        plan.roadmap.area.name,
    ):
        assert words in lines
    assert (entry.places, entry.path) == (["Åre"], f"/blocks/{activity}")


def test_conflicts_are_looked_at_again_until_they_are_resolved(session: Session, plan: Plan) -> None:
    plan.add("goal_conflict", "Virke mot bete", next_review="2027-Q1")
    plan.add("goal_conflict", "Löst", next_review="2027-Q1", state="resolved")
    plan.add("goal_conflict", "Utan dag")

    assert told(session) == ["Look at the goal conflict again (quarter 1 2027): Virke mot bete"]


def test_the_next_reading_of_an_indicator_is_due_on_its_last_day(session: Session, plan: Plan) -> None:
    torsta = an_organisation(session, "Torsta i Ås")
    read = plan.add(
        "indicator", "Företag som förädlar", frequency="yearly", baseline_year=2025, responsible=str(torsta.id)
    )
    plan.add("indicator", "Läses aldrig")

    [entry] = entries(session, plan)

    assert (entry.first, entry.sort, entry.about) == (date(2027, 3, 31), "reading-2026", read)
    assert told(session, organisation_id=torsta.id) == ["Reading due (2026): Företag som förädlar"]
    assert told(session, organisation_id=an_organisation(session).id) == []


def test_the_next_step_of_a_roadmap_stands_there_until_it_is_closed(session: Session, plan: Plan) -> None:
    def change(phase: Phase, next_on: date | None) -> None:
        rules.change_phase(
            session,
            plan.roadmap,
            phase,
            reason="Gruppen är klar.",
            since=TODAY,
            next_step="Nämnden beslutar.",
            next_on=next_on,
            actor=plan.leader,
            at=AT,
        )
        session.flush()

    change(Phase.CONSULTATION, date(2027, 2, 1))
    [entry] = entries(session, plan)
    assert (entry.first, entry.sort, entry.lines[0]) == (date(2027, 2, 1), "next", "Nämnden beslutar.")

    change(Phase.CLOSED, date(2027, 2, 1))
    assert entries(session, plan) == []


def test_the_number_of_an_entry_grows_with_each_change_and_never_falls(session: Session, plan: Plan) -> None:
    activity = plan.add("activity", "Kurs", start="2026-12-01")
    other = plan.add("activity", "Annat", start="2026-12-02")

    def numbers() -> dict[UUID, int]:
        return {one.about: one.written.number for one in entries(session, plan)}

    first = numbers()
    part = plan.part(activity, an_organisation(session).id, "leads")
    with_lead = numbers()
    plan.remove(part)
    without = numbers()
    plan.edit(activity, title="Kursen")

    assert first[activity] < with_lead[activity] < without[activity] < numbers()[activity]
    assert numbers()[other] == first[other]


def test_an_organisation_has_what_it_has_a_part_in(session: Session, plan: Plan) -> None:
    torsta, peak = an_organisation(session, "Torsta i Ås"), an_organisation(session, "Peak")
    mine = plan.add("activity", "Torstas", start="2026-12-01")
    plan.part(mine, torsta.id)
    plan.add("milestone", "Delsteg", under=mine, due="2026-12-02")
    theirs = plan.add("activity", "Peaks", start="2026-12-01")
    plan.part(theirs, peak.id)
    plan.add("goal_conflict", "Torsta håller i den", owner=str(torsta.id), next_review="2027-01-01")
    plan.add("goal_conflict", "Peak håller i den", owner=str(peak.id), next_review="2027-01-01")

    assert told(session, organisation_id=torsta.id) == [
        "Starts: Torstas",
        "Milestone: Delsteg",
        "Look at the goal conflict again: Torsta håller i den",
    ]


def test_each_sees_what_is_open_to_them(session: Session) -> None:
    hidden, shown = a_plan(session, is_public=False), a_plan(session)
    hidden.add("activity", "Dold", start="2026-12-01")
    shown.add("activity", "Öppen", start="2026-12-01")

    assert told(session) == ["Starts: Öppen"]
    assert told(session, area_id=hidden.roadmap.area_id) == []
    assert set(told(session, viewer=hidden.editor)) == {"Starts: Dold", "Starts: Öppen"}
    assert told(session, viewer=hidden.editor, area_id=hidden.roadmap.area_id) == ["Starts: Dold"]


def test_a_large_plan_costs_no_more_queries_than_a_small_one(session: Session, plan: Plan) -> None:
    plan.add("activity", "Kurs", start="2026-12-01")
    plan.add("indicator", "Företag som förädlar", frequency="yearly")
    few = queries_of(session, plan)
    large = a_large_plan(session)

    assert queries_of(session, large) <= few
    assert len(entries(session, large)) > 200


def queries_of(session: Session, plan: Plan) -> int:
    session.flush()
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", counted)
    entries(session, plan)
    event.remove(connection, "before_cursor_execute", counted)
    return count
