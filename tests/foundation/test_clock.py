from datetime import UTC, date, datetime

from roadmaps.foundation.clock import beginning_of, day_of


def test_a_day_begins_at_midnight_in_sweden() -> None:
    assert beginning_of(date(2026, 7, 1)) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert beginning_of(date(2026, 12, 1)) == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_even_the_first_day_that_there_is_begins_some_time() -> None:
    assert beginning_of(date.min) == datetime(1, 1, 1, tzinfo=UTC)


def test_the_evening_of_a_day_in_utc_is_the_next_day_in_sweden() -> None:
    assert day_of(datetime(2026, 11, 22, 22, 59, tzinfo=UTC)) == date(2026, 11, 22)
    assert day_of(datetime(2026, 11, 22, 23, 0, tzinfo=UTC)) == date(2026, 11, 23)
    assert day_of(datetime(2026, 7, 1, 22, 0, tzinfo=UTC)) == date(2026, 7, 2)
