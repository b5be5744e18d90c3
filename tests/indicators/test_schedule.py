"""When the next reading is awaited and due."""

from datetime import date

import pytest

from roadmaps.indicators.schedule import Awaited, next_awaited
from roadmaps.roadmap.kinds.choices import Frequency

M, Q, H, Y, E = (
    Frequency.MONTHLY,
    Frequency.QUARTERLY,
    Frequency.HALF_YEARLY,
    Frequency.YEARLY,
    Frequency.EVERY_OTHER_YEAR,
)


def awaited(frequency: Frequency | None, newest: str | None, **facts: object) -> Awaited | None:
    told: dict[str, object] = {"baseline_year": 2021, "since": date(2026, 5, 10), "target_year": None, **facts}
    return next_awaited(frequency, newest=date.fromisoformat(newest) if newest else None, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("frequency", "newest", "first", "last", "due", "period"),
    [
        (M, "2026-10-31", "2026-11-01", "2026-11-30", "2026-12-20", "2026-11"),
        (M, "2026-12-31", "2027-01-01", "2027-01-31", "2027-02-20", "2027-01"),
        (M, "2024-01-31", "2024-02-01", "2024-02-29", "2024-03-20", "2024-02"),
        (Q, "2026-09-30", "2026-10-01", "2026-12-31", "2027-02-14", "2026-Q4"),
        (Q, "2026-07-15", "2026-10-01", "2026-12-31", "2027-02-14", "2026-Q4"),
        (H, "2025-12-31", "2026-01-01", "2026-06-30", "2026-08-29", "2026-Q2"),
        (H, "2026-06-30", "2026-07-01", "2026-12-31", "2027-03-01", "2026-Q4"),
        (Y, "2025-12-31", "2026-01-01", "2026-12-31", "2027-03-31", "2026"),
        (Y, "2025-05-10", "2026-01-01", "2026-12-31", "2027-03-31", "2026"),
        (E, "2025-12-31", "2026-01-01", "2027-12-31", "2028-04-29", "2027"),
        (Y, None, "2026-01-01", "2026-12-31", "2027-03-31", "2026"),
        (M, None, "2026-05-01", "2026-05-31", "2026-06-20", "2026-05"),
        (E, None, "2026-01-01", "2027-12-31", "2028-04-29", "2027"),
    ],
)
def test_the_next_reading(
    frequency: Frequency, newest: str | None, first: str, last: str, due: str, period: str
) -> None:
    found = awaited(frequency, newest)

    assert found is not None
    assert [str(day) for day in (found.first, found.last, found.due_on)] == [first, last, due]
    assert found.period == period


def test_the_first_reading_is_of_a_year_after_the_baseline() -> None:
    found = awaited(Frequency.YEARLY, None, baseline_year=2027)

    assert found is not None
    assert found.period == "2028"


def test_without_a_frequency_nothing_is_awaited() -> None:
    assert awaited(None, "2020-12-31") is None


def test_after_the_year_of_the_target_nothing_is_awaited() -> None:
    assert awaited(Frequency.YEARLY, "2026-12-31", target_year=2027) is not None
    assert awaited(Frequency.YEARLY, "2027-12-31", target_year=2027) is None


def test_a_reading_is_due_when_its_period_is_over_and_overdue_after_its_day() -> None:
    found = Awaited(Frequency.YEARLY, date(2025, 1, 1), date(2025, 12, 31))

    assert [found.is_due(date(2025, 12, 31)), found.is_due(date(2026, 1, 1))] == [False, True]
    assert [found.is_overdue(date(2026, 3, 31)), found.is_overdue(date(2026, 4, 1))] == [False, True]
