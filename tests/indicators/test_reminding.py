"""Who is told of readings to make, and how seldom."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Membership, Person
from roadmaps.foundation.events import take_recorded
from roadmaps.indicators.events import ReadingsDue
from roadmaps.indicators.reminding import remind_of_readings
from roadmaps.notifications.models import OutgoingMail
from roadmaps.roadmap.phases import Phase
from tests.factories.indicators import Measured, an_indicator

DAY = timedelta(days=1)


def told(session: Session, at: datetime) -> list[ReadingsDue]:
    """What the chore announces at that moment."""
    take_recorded(session)
    remind_of_readings(session, at)
    return [event for event in take_recorded(session) if isinstance(event, ReadingsDue)]


@pytest.fixture
def measured(session: Session) -> Measured:
    """An indicator whose reading of 2025 was due by the last of March 2026; it is November."""
    one = an_indicator(session)
    one.read("2024", "51")
    return one


def test_the_people_of_the_responsible_organisation_are_told(
    session: Session, measured: Measured, at: datetime
) -> None:
    [event] = told(session, at)

    assert event.person_id == measured.torsta.person_id
    [reading] = event.readings
    assert (reading.indicator_id, reading.is_overdue, str(reading.period)) == (measured.indicator, True, "2025")


def test_nobody_is_told_before_the_period_is_over(session: Session, measured: Measured, at: datetime) -> None:
    measured.read("2025", "54")

    assert told(session, at) == []


def test_nobody_is_told_twice_of_the_same(session: Session, measured: Measured, at: datetime) -> None:
    assert len(told(session, at)) == 1

    assert [told(session, at + days * DAY) for days in (1, 15, 60)] == [[], [], []]


def test_one_is_told_when_it_can_be_read_and_again_when_it_is_overdue(session: Session, measured: Measured) -> None:
    january, april = datetime.fromisoformat("2026-01-08T07:00Z"), datetime.fromisoformat("2026-04-02T07:00Z")

    overdue = [event.readings[0].is_overdue for day in (january, april) for event in told(session, day)]

    assert overdue == [False, True]


def test_letters_come_at_most_every_other_week_and_then_name_everything(
    session: Session, measured: Measured, at: datetime
) -> None:
    told(session, at)
    measured.plan.add(
        "indicator",
        "Deltagare",
        frequency="monthly",
        responsible=str(measured.organisation.id),
        baseline_year="2025",
    )

    assert told(session, at + 13 * DAY) == []
    [event] = told(session, at + 15 * DAY)
    assert {one.title for one in event.readings} == {"Företag som förädlar", "Deltagare"}


def test_people_who_no_longer_act_or_are_deactivated_are_not_told(
    session: Session, measured: Measured, at: datetime
) -> None:
    membership = session.scalars(select(Membership).where(Membership.person_id == measured.torsta.person_id)).one()
    membership.ended_at = at

    assert told(session, at) == []

    membership.ended_at = None
    session.get_one(Person, measured.torsta.person_id).deactivated_at = at

    assert told(session, at) == []


def test_closed_roadmaps_and_removed_indicators_ask_for_nothing(
    session: Session, measured: Measured, at: datetime
) -> None:
    measured.plan.roadmap.phase = Phase.CLOSED.value
    assert told(session, at) == []

    measured.plan.roadmap.phase = Phase.BEING_WRITTEN.value
    measured.plan.remove(measured.indicator)
    assert told(session, at) == []


def test_the_letter_leads_to_the_form_of_each_reading(
    app: Flask, session: Session, measured: Measured, at: datetime
) -> None:
    app.extensions["chores"].do(app.extensions["units_of_work"], "remind of readings", at)

    [letter] = session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "indicators/due"))
    assert f"/indicators/{measured.indicator}/readings/new" in letter.text
    assert "Företag som förädlar" in letter.subject
    assert "31 mars 2026" in letter.text
