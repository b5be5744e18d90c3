"""The sheet of readings comes back by the page for readings from a file, which takes the very workbook."""

from decimal import Decimal

from sqlalchemy.orm import Session

from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.importing import rules
from roadmaps.indicators.importing.understanding import Outcome, Preview
from roadmaps.indicators.rules import record_reading
from tests.factories.indicators import AT, Measured, an_indicator
from tests.factories.spreadsheets import added, edited, fetched, put

KEY = "readings"


def sent(measured: Measured, data: bytes) -> Preview:
    plan = measured.plan
    pending = rules.keep_file(
        plan.session, plan.roadmap, "plan.xlsx", rules.read_sent(data), actor=measured.torsta, at=AT
    )
    return rules.preview_of(plan.session, plan.roadmap, pending, actor=measured.torsta, at=AT)


def a_read_indicator(session: Session) -> Measured:
    measured = an_indicator(session, by_municipality=True, by_sex=True)
    measured.read("2023", "44.5")
    measured.read("2024", "47", municipality="2380", sex="K")
    return measured


def test_an_unedited_workbook_tells_of_nothing_new(session: Session) -> None:
    measured = a_read_indicator(session)

    preview = sent(measured, fetched(measured.plan))

    assert [row.outcome for row in preview.rows] == [Outcome.SAME, Outcome.SAME]


def test_what_others_are_responsible_for_may_stay_in_the_file_but_not_be_changed(session: Session) -> None:
    measured = a_read_indicator(session)
    plan = measured.plan
    others = plan.add("indicator", "Andras")
    record_reading(session, plan.roadmap, NewReading(others, "2024", Decimal(3)), actor=plan.editor, at=AT)
    data = fetched(plan)

    untouched = sent(measured, data)
    touched = sent(measured, edited(data, lambda book: put(book, KEY, 3, value=4)))

    assert {row.outcome for row in untouched.rows} == {Outcome.SAME}
    assert [row.outcome for row in touched.rows] == [Outcome.SAME, Outcome.SAME, Outcome.BAD]


def test_indicators_that_share_a_title_and_long_numbers_come_back(session: Session) -> None:
    measured = a_read_indicator(session)
    plan = measured.plan
    twin = plan.add("indicator", "Företag som förädlar")
    exact = NewReading(twin, "2024", Decimal("123456789012.345678"))
    record_reading(session, plan.roadmap, exact, actor=plan.editor, at=AT)

    preview = sent(measured, fetched(plan))

    assert [row.outcome for row in preview.rows] == [Outcome.SAME] * 3


def test_older_readings_by_sex_stay_when_the_indicator_is_no_longer_read_so(session: Session) -> None:
    measured = a_read_indicator(session)
    measured.plan.edit(measured.indicator, by_sex=False, by_municipality=False)

    preview = sent(measured, fetched(measured.plan))

    assert [row.outcome for row in preview.rows] == [Outcome.SAME, Outcome.SAME]


def test_what_was_changed_or_added_in_the_sheet_is_told_of(session: Session) -> None:
    measured = a_read_indicator(session)

    def edit(book):
        put(book, KEY, 1, value=45)
        added(book, KEY, indicator="Företag som förädlar", period=2025, value=51)

    preview = sent(measured, edited(fetched(measured.plan), edit))

    assert [row.outcome for row in preview.rows] == [Outcome.CORRECTION, Outcome.SAME, Outcome.NEW]
