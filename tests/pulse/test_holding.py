from datetime import date, timedelta

import pytest
from sqlalchemy import select

from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.pulse.events import AskedTold, Occasion
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.queries import pulses_between, pulses_of, turns_of
from roadmaps.pulse.rules import holding, preparing
from roadmaps.pulse.rules.preparing import Question
from roadmaps.pulse.words import QUESTIONS, State, Turn
from tests.factories.areas import a_coordinator
from tests.factories.pulse import CLOSES, OPENS, a_pulse, an_answered_pulse, facts
from tests.factories.roadmap import AT


def told(session, occasion):
    return [one.email for one in take_recorded(session) if isinstance(one, AskedTold) and one.occasion is occasion]


def test_it_asks_the_three_questions_of_the_site_unless_others_are_written(session):
    taken = a_pulse(session)

    assert [one.key for one in taken.pulse.questions] == list(QUESTIONS)

    own = [Question("clear"), Question("", "Har ni  nytta av oss?"), Question("useful")]
    preparing.change(session, taken.pulse, facts(questions=own), actor=taken.leader)

    assert [(one.key, one.words) for one in taken.pulse.questions] == [
        ("clear", ""),
        ("", "Har ni nytta av oss?"),
        ("useful", ""),
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"closes_on": OPENS - timedelta(days=1)}, "closes_on"),
        ({"remind_days": 31}, "remind_days"),
        ({"questions": [Question("clear"), Question("", " "), Question("useful")]}, "question_2"),
        ({"questions": [Question("clear"), Question("clear"), Question("useful")]}, "question_1"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(session, changed, field):
    with pytest.raises(Invalid) as refused:
        a_pulse(session, **changed)

    assert list(refused.value.fields) == [field]


def test_nobody_is_told_before_it_opens_and_then_each_gets_a_letter(session):
    taken = a_pulse(session)
    taken.somebody_at("Krokoms kommun")
    taken.ask("Krokoms kommun", Gaaltije="info@example.org")
    assert told(session, Occasion.ASKED) == []

    holding.confirm(session, taken.pulse, actor=taken.leader, at=AT)

    assert len(told(session, Occasion.ASKED)) == 2
    assert taken.pulse.is_open


def test_who_is_asked_twice_is_asked_once_and_who_is_asked_late_gets_a_letter_at_once(session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")
    take_recorded(session)

    taken.ask(gaaltije="info@example.org", Torsta="hej@example.org")

    assert told(session, Occasion.ASKED) == ["hej@example.org"]
    assert [one.name for one in taken.asked] == ["Gaaltije", "Torsta"]


def test_it_does_not_open_without_anybody_to_ask_or_after_its_last_day(session):
    taken = a_pulse(session)
    with pytest.raises(Invalid):
        holding.confirm(session, taken.pulse, actor=taken.leader, at=AT)
    taken.ask(Gaaltije="info@example.org")

    with pytest.raises(Invalid):
        holding.confirm(session, taken.pulse, actor=taken.leader, at=AT + timedelta(days=30))


def test_it_opens_reminds_and_closes_by_itself_on_its_days(session):
    taken = a_pulse(session, opens_on=date(2026, 11, 23), closes_on=date(2026, 12, 4))
    taken.open(Gaaltije="info@example.org", Torsta="hej@example.org")
    assert taken.pulse.state is State.WAITING

    holding.see_to_days(session, AT + timedelta(days=2))
    assert len(told(session, Occasion.ASKED)) == 2
    taken.answer(taken.asked[0], 4, 4, 4)

    holding.see_to_days(session, AT + timedelta(days=8))
    assert told(session, Occasion.REMINDED) == ["hej@example.org"]
    holding.see_to_days(session, AT + timedelta(days=9))
    assert told(session, Occasion.REMINDED) == []

    holding.see_to_days(session, AT + timedelta(days=13))
    assert taken.pulse.is_open
    holding.see_to_days(session, AT + timedelta(days=14))
    assert taken.pulse.state is State.CLOSED
    assert len(told(session, Occasion.RESULT)) == 2
    turns = [one.turn for one in session.scalars(turns_of(taken.pulse.id))]
    assert turns == [Turn.PREPARED, Turn.CONFIRMED, Turn.OPENED, Turn.REMINDED, Turn.CLOSED]


def test_in_an_archived_area_nobody_is_asked_or_reminded_any_more(session):
    waiting = a_pulse(session, opens_on=date(2026, 11, 23), closes_on=date(2026, 12, 4))
    waiting.open(Torsta="hej@example.org")
    going = a_pulse(session, closes_on=date(2026, 12, 4))
    going.open(Gaaltije="info@example.org")
    take_recorded(session)
    waiting.pulse.area.archived_at = going.pulse.area.archived_at = AT

    for days in (2, 8):
        holding.see_to_days(session, AT + timedelta(days=days))
    assert take_recorded(session) == []

    waiting.pulse.area.archived_at = None
    holding.see_to_days(session, AT + timedelta(days=20))
    assert waiting.pulse.state is State.WAITING
    assert going.pulse.state is State.CLOSED


def test_who_presses_twice_sends_one_reminder(session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")

    sent = [
        holding.remind(session, taken.pulse, actor=taken.leader, at=AT + later)
        for later in (timedelta(0), timedelta(seconds=2), timedelta(days=1))
    ]

    assert sent == [1, 0, 1]


def test_more_time_means_a_new_reminder(session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")
    holding.remind(session, taken.pulse, actor=taken.leader, at=AT)

    with pytest.raises(Invalid):
        holding.extend(session, taken.pulse, CLOSES, actor=taken.leader, at=AT)
    holding.extend(session, taken.pulse, CLOSES + timedelta(days=7), actor=taken.leader, at=AT)

    assert taken.pulse.reminded_at is None


def test_one_that_has_opened_is_neither_changed_nor_dropped(session):
    taken = an_answered_pulse(session, [(3, 3, 3)])

    with pytest.raises(NotAllowed):
        preparing.change(session, taken.pulse, facts(title="Ny"), actor=taken.leader)
    with pytest.raises(NotAllowed):
        preparing.take_out(session, taken.asked[0], actor=taken.leader)
    with pytest.raises(NotAllowed):
        holding.drop(session, taken.pulse, actor=taken.leader, at=AT)


def test_one_that_is_dropped_is_in_no_list(session):
    taken = a_pulse(session)

    holding.drop(session, taken.pulse, actor=taken.leader, at=AT)

    assert session.scalars(pulses_of(taken.plan.roadmap.area, taken.leader)).all() == []


def test_readers_are_shown_those_that_have_opened(session):
    taken = a_pulse(session)
    area = taken.plan.roadmap.area
    assert session.scalars(pulses_of(area, None)).all() == []
    assert pulses_between(session, OPENS, CLOSES, None) == []

    taken.open(Gaaltije="info@example.org")

    assert session.scalars(pulses_of(area, None)).all() == [taken.pulse]
    assert pulses_between(session, OPENS, CLOSES, None) == [taken.pulse]


def test_only_a_coordinator_holds_one_about_the_whole_county(session):
    taken = a_pulse(session)
    coordinator = a_coordinator(session)

    with pytest.raises(NotAllowed):
        preparing.prepare(session, None, facts(), actor=taken.leader, at=AT)
    made = [preparing.prepare(session, None, facts(), actor=coordinator, at=AT) for _ in range(2)]

    assert [one.number for one in made] == [1, 2]
    of_the_county = select(Pulse).where(Pulse.area_id.is_(None)).order_by(Pulse.number)
    assert session.scalars(of_the_county).all() == made
