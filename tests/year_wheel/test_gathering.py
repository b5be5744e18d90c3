from datetime import date, timedelta

import pytest
from sqlalchemy import event

from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from roadmaps.meetings.rules import plan_meeting, planning
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.phases import Phase
from roadmaps.year_wheel.lines import Window, by_month
from roadmaps.year_wheel.rules import writing
from roadmaps.year_wheel.rules.writing import EntryFacts, find_entry
from roadmaps.year_wheel.words import Sort
from tests.factories.areas import a_coordinator, an_area
from tests.factories.calls import a_call
from tests.factories.consultation import a_consultation
from tests.factories.large import a_large_plan
from tests.factories.meetings import facts as meeting_facts
from tests.factories.pulse import a_pulse
from tests.factories.roadmap import AT, a_plan
from tests.factories.year_wheel import TODAY, an_entry, local, stands, told


def test_an_empty_year_is_empty(session):
    assert stands(session) == []


def test_meetings_stand_on_their_days_until_they_are_called_off(session):
    plan = a_plan(session)
    day = date(2026, 2, 12)
    facts = meeting_facts(starts_at=local(day, 13), ends_at=local(day, 15))
    meeting = plan_meeting(session, facts, area=plan.roadmap.area, actor=plan.leader, at=AT)

    [line] = stands(session)
    assert (line.day, line.sort, line.title) == (day, Sort.MEETING, "Öppet möte om beredskap")
    assert line.path == f"/meetings/{meeting.id}"

    later = meeting_facts()
    other = plan_meeting(session, later, area=plan.roadmap.area, actor=plan.leader, at=AT)
    planning.cancel(session, other, reason="Snö.", actor=plan.leader, at=AT)
    assert told(stands(session)) == [("02-12", "meeting", "Öppet möte om beredskap")]


def test_consultations_and_pulses_stand_when_they_open_and_close(session):
    held = a_consultation(session)
    held.open("Krokoms kommun")
    taken = a_pulse(session, held.plan)

    assert told(stands(session)) == [("11-21", "Opens", "Remiss om färdplanen")]
    assert told(stands(session, viewer=held.leader)) == [
        ("11-21", "Opens", "Puls"),
        ("11-21", "Opens", "Remiss om färdplanen"),
        ("12-04", "Last day to answer", "Puls"),
    ]
    assert told(stands(session, year=2027)) == [("01-15", "Last day to answer", "Remiss om färdplanen")]
    [_, _, closes] = stands(session, viewer=held.leader)
    assert closes.window == Window(taken.pulse.opens_on, taken.pulse.closes_on)


def test_calls_stand_by_their_windows(session):
    plan = a_plan(session)
    a_call(session, plan.leader, plan.roadmap.area)

    first, last = stands(session, area=plan.roadmap.area)

    assert told([first, last]) == [
        ("09-01", "Opens", "Innovation i hela länet"),
        ("12-15", "Last day to apply", "Innovation i hela länet"),
    ]
    assert first.window is None
    assert last.window == Window(date(2026, 9, 1), date(2026, 12, 15))


def test_a_call_that_is_open_all_year_stands_there_too(session):
    plan = a_plan(session)
    opens, closes = date(2025, 10, 1), date(2027, 3, 31)
    a_call(session, plan.leader, plan.roadmap.area, opens_on=opens, closes_on=closes)

    [line] = stands(session, area=plan.roadmap.area)

    assert told([line]) == [("01-01", "Open all year", "Innovation i hela länet")]
    assert line.window == Window(opens, closes)


def test_the_next_step_of_a_roadmap_and_its_readings_stand_there(session):
    plan = a_plan(session)
    facts = {"reason": "Vi skriver.", "since": date(2026, 2, 1), "next_step": "Öppet möte", "next_on": TODAY}
    roadmap_rules.change_phase(session, plan.roadmap, Phase.BEING_WRITTEN, **facts, actor=plan.leader, at=AT)
    plan.add("indicator", "Anställda", frequency="yearly", baseline="1", baseline_year=2024, unit="st")
    plan.add("indicator", "Företag", frequency="yearly", baseline="1", baseline_year=2024, unit="st")

    assert told(stands(session)) == [("11-21", "step", "Öppet möte")]
    assert told(stands(session, year=2027)) == [("03-31", "2 indicators", "Anställda; Företag")]


def test_an_area_shows_its_own_and_what_is_about_the_whole_county(session):
    here, there = a_plan(session), a_plan(session)
    an_entry(session, here, "Här")
    an_entry(session, there, "Där")
    coordinator = a_coordinator(session)
    writing.write(session, None, EntryFacts("Överallt", Sort.REPORT, date(2026, 4, 15)), actor=coordinator, at=AT)

    assert [one.title for one in stands(session, area=here.roadmap.area)] == ["Här", "Överallt"]
    assert [one.title for one in stands(session)] == ["Där", "Här", "Överallt"]
    assert [one.title for one in stands(session, sorts={Sort.REPORT})] == ["Överallt"]


def test_what_is_written_in_an_area_that_is_closed_to_a_reader_is_not_shown(session):
    plan = a_plan(session, is_public=False)
    entry = an_entry(session, plan)

    assert stands(session) == []
    assert len(stands(session, viewer=plan.others["reader"])) == 1
    with pytest.raises(NotFound):
        find_entry(session, entry.id, None)


def test_what_comes_again_stands_in_every_year_from_its_first(session):
    plan = a_plan(session)
    an_entry(session, plan, "Skottdag", on_day=date(2024, 2, 29), until_on=date(2024, 3, 2), is_yearly=True)

    assert stands(session, year=2023) == []
    assert [one.day for year in (2024, 2026, 2028) for one in stands(session, year=year)] == [
        date(2024, 2, 29),
        date(2026, 2, 28),
        date(2028, 2, 29),
    ]
    [line] = stands(session)
    assert line.window == Window(date(2026, 2, 28), date(2026, 3, 2))


@pytest.mark.parametrize("is_yearly", [False, True])
def test_what_lasts_over_the_turn_of_the_year_stands_in_both_years(session, is_yearly):
    plan = a_plan(session)
    turn = {"on_day": date(2026, 12, 20), "until_on": date(2027, 1, 10), "is_yearly": is_yearly}
    an_entry(session, plan, "Anmälan till mässan", **turn)

    assert told(stands(session, year=2026)) == [("12-20", "deadline", "Anmälan till mässan")]
    ending, *begun_again = stands(session, year=2027)
    assert told([ending]) == [("01-10", "Last day", "Anmälan till mässan")]
    assert ending.window == Window(date(2026, 12, 20), date(2027, 1, 10))
    assert [one.day for one in begun_again] == ([date(2027, 12, 20)] if is_yearly else [])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"sort": Sort.MEETING}, "sort"),
        ({"on_day": date(1999, 1, 1)}, "on_day"),
        ({"until_on": date(2026, 3, 11)}, "until_on"),
        ({"until_on": date(2028, 3, 11)}, "until_on"),
        ({"words": "x" * 2001}, "words"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(session, changed, field):
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        an_entry(session, plan, **changed)

    assert list(refused.value.fields) == [field]


def test_two_who_change_the_same_day_overwrite_nothing_and_what_is_taken_out_is_gone(session):
    plan = a_plan(session)
    entry = an_entry(session, plan)
    other = EntryFacts("Nytt", Sort.DEADLINE, date(2026, 3, 13))

    writing.change(session, entry, other, version=1, actor=plan.leader, at=AT)
    with pytest.raises(Conflict):
        writing.change(session, entry, other, version=1, actor=plan.leader, at=AT)
    with pytest.raises(NotAllowed):
        writing.remove(session, entry, actor=plan.editor, at=AT)
    writing.remove(session, entry, actor=plan.leader, at=AT)

    assert stands(session) == []
    with pytest.raises(NotFound):
        find_entry(session, entry.id, plan.leader)


def test_only_a_coordinator_writes_for_the_whole_county_and_nobody_in_an_archived_area(session):
    plan = a_plan(session)
    facts = EntryFacts("x", Sort.OTHER, TODAY)

    with pytest.raises(NotAllowed):
        writing.write(session, None, facts, actor=plan.leader, at=AT)
    with pytest.raises(NotAllowed):
        archived = an_area(session, is_archived=True)
        writing.write(session, archived, facts, actor=a_coordinator(session), at=AT)


def test_lines_are_numbered_through_the_year_and_empty_months_are_left_out(session):
    plan = a_plan(session)
    for month in (3, 1, 3):
        an_entry(session, plan, on_day=date(2026, month, 12))

    found = [(month, [number for number, _ in those]) for month, those in by_month(stands(session))]

    assert found == [(1, [1]), (3, [2, 3])]


def test_a_large_county_is_gathered_with_a_fixed_number_of_queries(session):
    def queries():
        counted = []
        event.listen(session.connection(), "before_cursor_execute", lambda *_: counted.append(1))
        stands(session)
        return len(counted)

    a_large_plan(session)
    before = queries()
    plan = a_plan(session)
    for number in range(20):
        an_entry(session, plan, f"Dag {number}", on_day=TODAY + timedelta(days=number))
        plan_meeting(session, meeting_facts(), area=plan.roadmap.area, actor=plan.leader, at=AT)

    assert queries() <= 2 * before + 6


def test_of_many_readings_on_one_day_the_first_are_told_by_name(session):
    plan = a_plan(session)
    for number in range(5):
        plan.add("indicator", f"Mått {number}", frequency="yearly", baseline="1", baseline_year=2024, unit="st")

    [line] = stands(session, year=2027)

    assert (str(line.prefix), line.title) == ("5 indicators", "Mått 0; Mått 1; Mått 2 …")
    assert line.path == f"/areas/{plan.slug}/indicators"
