"""The sheet of readings comes back by the page for readings from a file, which takes the very workbook."""

from sqlalchemy.orm import Session

from roadmaps.indicators.importing import rules
from roadmaps.indicators.importing.understanding import Outcome, Preview
from tests.factories.indicators import AT, Measured, an_indicator
from tests.factories.spreadsheets import added, edited, fetched, put

KEY = "readings"


def sent(measured: Measured, data: bytes) -> Preview:
    plan = measured.plan
    pending = rules.keep_file(plan.session, plan.roadmap, "plan.xlsx", data, actor=measured.torsta, at=AT)
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


def test_what_was_changed_or_added_in_the_sheet_is_told_of(session: Session) -> None:
    measured = a_read_indicator(session)

    def edit(book):
        put(book, KEY, 1, value=45)
        added(book, KEY, indicator="Företag som förädlar", period=2025, value=51)

    preview = sent(measured, edited(fetched(measured.plan), edit))

    assert [row.outcome for row in preview.rows] == [Outcome.CORRECTION, Outcome.SAME, Outcome.NEW]
