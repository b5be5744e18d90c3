"""Readings come in by the rules, all or none, and never twice for the same period, place and group."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.indicators import rules
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.events import ReadingCorrected, ReadingRecorded
from roadmaps.indicators.models import Origin, Reading, ReadingStands
from roadmaps.indicators.queries import every_reading_of, find_indicator
from roadmaps.roadmap.phases import Phase
from tests.factories.indicators import AT, Measured, an_indicator


def test_a_reading_is_kept_with_who_when_and_for_whom(session: Session) -> None:
    measured = an_indicator(session)

    reading = measured.read("2025", "48")

    assert (reading.period, reading.first_on, reading.last_on) == ("2025", date(2025, 1, 1), date(2025, 12, 31))
    assert (reading.value, reading.source, reading.origin) == (Decimal(48), "SCB", Origin.BY_HAND)
    assert (reading.person_id, reading.organisation_id) == (measured.torsta.person_id, measured.organisation.id)
    assert take_recorded(session) == [
        ReadingRecorded(
            reading.id,
            measured.indicator,
            measured.plan.roadmap.id,
            measured.plan.roadmap.area_id,
            measured.torsta.person_id,
            AT,
        )
    ]


@pytest.mark.parametrize("value", ["0", "-3.5", "0.000001", "123456789012345678.123456"])
def test_a_value_is_given_back_to_its_last_digit(session: Session, value: str) -> None:
    measured = an_indicator(session)

    reading = measured.read("2025", value)
    session.expire(reading)

    assert str(reading.value) == value


def test_the_same_period_has_one_reading_however_it_is_spelled(session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025-Q4", "48")

    with pytest.raises(Invalid) as refused:
        measured.read("kvartal 4 2025", "49")

    assert "48" in str(refused.value.fields["period"])
    assert measured.standing == ["2025-Q4: 48"]


def test_municipalities_and_sexes_are_read_beside_the_whole_where_the_indicator_asks_for_them(
    session: Session,
) -> None:
    measured = an_indicator(session, by_municipality=True, by_sex=True)

    measured.read("2025", "48")
    measured.read("2025", "9", municipality="2321")
    measured.read("2025", "20", sex="K")

    assert measured.standing == ["2025: 48", "2025: 20", "2025: 9"]


@pytest.mark.parametrize(("field", "facts"), [("municipality", {"municipality": "2321"}), ("sex", {"sex": "K"})])
def test_places_and_groups_that_the_indicator_does_not_ask_for_are_refused(
    session: Session, field: str, facts: dict[str, str]
) -> None:
    measured = an_indicator(session)

    with pytest.raises(Invalid) as refused:
        measured.read("2025", "48", **facts)  # type: ignore[arg-type]

    assert list(refused.value.fields) == [field]


def test_a_place_outside_the_county_is_refused(session: Session) -> None:
    measured = an_indicator(session, by_municipality=True)

    with pytest.raises(Invalid):
        measured.read("2025", "48", municipality="0180")


def test_a_period_that_has_not_begun_takes_no_reading(session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2026", "50")

    with pytest.raises(Invalid):
        measured.read("2027", "51")


def test_many_readings_are_kept_all_or_none(session: Session) -> None:
    measured = an_indicator(session)
    good, bad, again = (NewReading(measured.indicator, period, Decimal(1)) for period in ("2024", "2030", "2024"))

    with pytest.raises(rules.ReadingsRefused) as refused:
        rules.record_readings(
            session, measured.plan.roadmap, [good, bad, again], actor=measured.torsta, at=AT, origin=Origin.FILE
        )

    assert {place: list(fields) for place, fields in refused.value.rows.items()} == {1: ["period"], 2: ["period"]}
    assert measured.standing == []


def test_what_would_be_wrong_can_be_asked_without_recording(session: Session) -> None:
    measured = an_indicator(session)
    readings = [NewReading(measured.indicator, "2025", Decimal(1)), NewReading(measured.indicator, "when?", Decimal(1))]

    faults = rules.check_readings(session, measured.plan.roadmap, readings, actor=measured.torsta, at=AT)

    assert list(faults) == [1]
    assert measured.standing == []


def test_an_indicator_of_another_roadmap_is_refused(session: Session) -> None:
    measured, other = an_indicator(session), an_indicator(session)
    new = NewReading(other.indicator, "2025", Decimal(1))

    with pytest.raises(Invalid):
        rules.record_reading(session, measured.plan.roadmap, new, actor=measured.plan.others["coordinator"], at=AT)


def test_a_removed_indicator_takes_no_new_readings_but_corrections(session: Session) -> None:
    measured = an_indicator(session)
    reading = measured.read("2024", "45")
    measured.plan.remove(measured.indicator)

    with pytest.raises(Invalid):
        measured.read("2025", "48")
    measured.correct(reading, "44")

    assert measured.standing == ["2024: 44"]


def test_a_closed_roadmap_takes_no_readings(session: Session) -> None:
    measured = an_indicator(session)
    measured.plan.roadmap.phase = Phase.CLOSED.value

    with pytest.raises(NotAllowed):
        measured.read("2025", "48", by=measured.plan.leader)


def test_readers_of_the_area_do_not_record(session: Session) -> None:
    measured = an_indicator(session)

    with pytest.raises(NotAllowed):
        measured.read("2025", "48", by=measured.plan.others["reader"])


def test_who_is_to_make_the_readings_may_see_the_indicator_of_an_unpublished_roadmap(session: Session) -> None:
    measured = an_indicator(session, is_public=False)

    assert find_indicator(session, measured.indicator, measured.torsta)[1].id == measured.indicator
    with pytest.raises(NotFound):
        find_indicator(session, measured.indicator, None)


def test_a_correction_stands_instead_and_the_first_row_stays(session: Session) -> None:
    measured = an_indicator(session)
    reading = measured.read("2025", "48")
    take_recorded(session)

    newer = measured.correct(reading, "47", "SCB har rättat sin tabell.")

    assert measured.standing == ["2025: 47"]
    assert [str(row.value) for row in session.scalars(every_reading_of(measured.indicator))] == ["48", "47"]
    assert (newer.corrects_id, newer.source) == (reading.id, "SCB")
    [event] = take_recorded(session)
    assert isinstance(event, ReadingCorrected)
    assert (event.corrected_id, event.is_taken_back) == (reading.id, False)


def test_a_correction_may_be_corrected_but_no_reading_twice(session: Session) -> None:
    measured = an_indicator(session)
    reading = measured.read("2025", "48")
    newer = measured.correct(reading, "47")

    with pytest.raises(Invalid):
        measured.correct(reading, "46")
    measured.correct(newer, "46")

    assert measured.standing == ["2025: 46"]


def test_a_reading_can_be_taken_back_and_given_again(session: Session) -> None:
    measured = an_indicator(session)
    taken_back = measured.correct(measured.read("2025", "48"), None, "Det gällde en annan indikator.")

    assert measured.standing == []
    with pytest.raises(Invalid):
        measured.read("2025", "47")
    measured.correct(taken_back, "47")
    assert measured.standing == ["2025: 47"]


@pytest.mark.parametrize(("value", "reason"), [("47", " "), ("48", "Samma värde igen.")])
def test_a_correction_needs_a_reason_and_a_change(session: Session, value: str, reason: str) -> None:
    measured = an_indicator(session)
    reading = measured.read("2025", "48")

    with pytest.raises(Invalid):
        measured.correct(reading, value, reason)

    assert measured.standing == ["2025: 48"]


def test_a_reading_is_never_changed_or_deleted(session: Session) -> None:
    measured = an_indicator(session)
    reading = measured.read("2025", "48")

    for statement in (update(Reading).values(note="annat"), delete(Reading)):
        with pytest.raises(ReadingStands):
            session.execute(statement)
    reading.note = "annat"
    with pytest.raises(ReadingStands):
        session.flush()


def test_readings_of_another_place_are_ordered_by_period(session: Session) -> None:
    measured: Measured = an_indicator(session)
    for period in ("2026-10", "2024", "2025-Q3"):
        measured.read(period, "1")

    assert measured.standing == ["2024: 1", "2025-Q3: 1", "2026-10: 1"]
