from datetime import date, timedelta

import pytest
from sqlalchemy import select

from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.rules import plan_meeting
from roadmaps.pulse.events import AskedTold
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.queries import asked_in
from roadmaps.pulse.rules.preparing import Question
from roadmaps.pulse.words import State
from roadmaps.year_wheel.models import MadeForYear
from roadmaps.year_wheel.proposing import proposals_for, yearly_entries
from roadmaps.year_wheel.rules.making import Wanted, make_year
from roadmaps.year_wheel.words import Sort
from tests.factories.areas import a_coordinator
from tests.factories.calls import a_call
from tests.factories.consultation import a_consultation
from tests.factories.meetings import facts as meeting_facts
from tests.factories.pulse import a_pulse
from tests.factories.roadmap import AT, a_plan
from tests.factories.year_wheel import STOCKHOLM, TODAY, an_entry, local, stands, told


def proposed(session, plan, year=2027):
    return proposals_for(session, year, area=plan.roadmap.area, viewer=plan.leader, on=TODAY, language="en")


def make(session, plan, wanted=None, year=2027, actor=None):
    there = proposed(session, plan, year)
    asked = wanted or {one.key: Wanted(one.title, one.day) for one in there if one.is_ticked}
    return make_year(session, year, there, asked, area=plan.roadmap.area, actor=actor or plan.leader, at=AT)


def a_meeting(session, plan, day=date(2026, 2, 12), **changed):
    facts = meeting_facts(**{"starts_at": local(day, 13), "ends_at": local(day, 15, 30), **changed})
    return plan_meeting(session, facts, area=plan.roadmap.area, actor=plan.leader, at=AT)


def test_each_line_is_proposed_on_the_same_weekday_with_its_title_for_the_new_year(session):
    plan = a_plan(session)
    a_meeting(session, plan, title="Öppet möte 2026")
    an_entry(session, plan)

    assert [(one.title, one.day, one.becomes, one.is_ticked) for one in proposed(session, plan)] == [
        ("Öppet möte 2027", date(2027, 2, 11), "meeting", True),
        ("Handlingar till nämnden", date(2027, 3, 11), "entry", True),
    ]


def test_a_meeting_is_planned_at_the_same_time_by_the_clock_on_the_wall(session):
    plan = a_plan(session)
    # The last Friday of March 2026 is before summer time begins, that of 2027 too; the second of April is not.
    a_meeting(session, plan, date(2026, 3, 27), place="Torsta", link="https://example.org/m", is_open=True)

    there = proposed(session, plan)
    make(session, plan, {there[0].key: Wanted("Nytt möte", date(2027, 4, 9))})

    made = session.scalars(select(Meeting).where(Meeting.title == "Nytt möte")).unique().one()
    begins, ends = made.starts_at.astimezone(STOCKHOLM), made.ends_at.astimezone(STOCKHOLM)
    assert (begins.date(), begins.hour, ends.hour, ends.minute) == (date(2027, 4, 9), 13, 15, 30)
    assert (made.place, made.link, made.is_open, made.invited_at) == ("Torsta", "https://example.org/m", True, None)


def test_a_pulse_is_prepared_with_the_same_questions_for_the_same_organisations(session):
    plan = a_plan(session)
    own = [Question("clear"), Question("", "Hörs ni?"), Question("useful")]
    taken = a_pulse(session, plan, questions=own, opens_on=date(2026, 1, 12), closes_on=date(2026, 1, 25))
    taken.ask(Gaaltije="info@example.org", Torsta="hej@example.org")
    take_recorded(session)

    assert make(session, plan) == 1

    made = session.scalars(select(Pulse).where(Pulse.number == 2)).one()
    assert (made.opens_on, made.closes_on, made.state) == (date(2027, 1, 11), date(2027, 1, 24), State.PREPARED)
    assert [one.series for one in made.questions] == ["clear", "hörs ni?", "useful"]
    assert [one.email for one in session.scalars(asked_in(made.id))] == ["info@example.org", "hej@example.org"]
    assert not [one for one in take_recorded(session) if isinstance(one, AskedTold)]


def test_what_lasts_for_days_lasts_as_long_and_what_comes_again_by_itself_is_not_proposed(session):
    plan = a_plan(session)
    an_entry(session, plan, "Kurs", on_day=date(2026, 11, 9), until_on=date(2026, 11, 27))
    an_entry(session, plan, "Årsdag", is_yearly=True)

    assert [one.title for one in proposed(session, plan)] == ["Kurs"]
    assert [one.title for one in yearly_entries(session, plan.roadmap.area)] == ["Årsdag"]
    make(session, plan)

    lines = stands(session, year=2027)
    assert told(lines) == [("03-12", "deadline", "Årsdag"), ("11-08", "deadline", "Kurs")]
    assert lines[1].window.last - lines[1].window.first == timedelta(days=18)


def test_what_lasts_over_the_turn_of_the_year_is_proposed_from_the_year_that_it_began_in(session):
    plan = a_plan(session)
    an_entry(session, plan, "Mässan", on_day=date(2026, 12, 20), until_on=date(2027, 1, 10))

    assert [one.title for one in proposed(session, plan, 2027)] == ["Mässan"]
    assert proposed(session, plan, 2028) == []


def test_a_consultation_and_a_call_are_offered_as_days_to_expect_and_not_ticked(session):
    held = a_consultation(session)
    held.open("Krokoms kommun")
    a_call(session, held.leader, held.plan.roadmap.area)

    offered = proposed(session, held.plan)
    assert [(one.title, one.is_ticked) for one in offered] == [
        ("Opens: Remiss om färdplanen", False),
        ("Last day to apply: Innovation i hela länet", False),
    ]
    make(session, held.plan, {offered[1].key: Wanted(offered[1].title, offered[1].day)})

    [line] = [one for one in stands(session, viewer=held.leader, year=2027) if one.is_own]
    assert (line.sort, line.title) == (Sort.CALL, "Last day to apply: Innovation i hela länet")


def test_what_has_been_made_is_made_once(session):
    plan = a_plan(session)
    a_meeting(session, plan)
    wanted = {one.key: Wanted(one.title, one.day) for one in proposed(session, plan)}
    make(session, plan, wanted)

    [there] = proposed(session, plan)
    assert there.made is not None
    assert not there.is_ticked
    with pytest.raises(Invalid):
        make(session, plan, wanted)
    assert len(session.scalars(select(MadeForYear)).all()) == 1
    # What was made is proposed again for the year after.
    assert [one.day for one in proposed(session, plan, 2028)] == [date(2028, 2, 10)]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(" ", date(2027, 2, 11)), "title"),
        (Wanted("Möte", None), "day"),
        (Wanted("Möte", date(2026, 2, 11)), "day"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_made(session, wanted, field):
    plan = a_plan(session)
    a_meeting(session, plan)
    an_entry(session, plan)
    first, second = proposed(session, plan)

    with pytest.raises(Invalid) as refused:
        make(session, plan, {first.key: Wanted(first.title, first.day), second.key: wanted})

    assert list(refused.value.fields) == [f"{field}-{second.key}"]
    assert stands(session, year=2027) == []


def test_to_tick_nothing_is_refused(session):
    plan = a_plan(session)
    a_meeting(session, plan)

    with pytest.raises(Invalid):
        make(session, plan, {"unknown": Wanted("x", date(2027, 1, 1))})


def test_a_day_on_which_nobody_meets_is_named(session):
    plan = a_plan(session)
    # The first Wednesday of January 2027 is Epiphany.
    a_meeting(session, plan, date(2026, 1, 7))

    [one] = proposed(session, plan)

    assert (one.day, one.holiday) == (date(2027, 1, 6), "Epiphany")


def test_what_is_about_another_place_is_proposed_there(session):
    here, there = a_plan(session), a_plan(session)
    an_entry(session, there)
    coordinator = a_coordinator(session)
    plan_meeting(session, meeting_facts(), area=None, actor=coordinator, at=AT)

    assert proposed(session, here) == []
    county = proposals_for(session, 2027, area=None, viewer=coordinator, on=TODAY, language="sv")
    assert [one.becomes for one in county] == ["meeting"]


def test_only_those_who_lead_make_a_year(session):
    plan = a_plan(session)
    a_meeting(session, plan)

    with pytest.raises(NotAllowed):
        make(session, plan, actor=plan.editor)
