import math
from datetime import date
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.calendars.entries import Written
from roadmaps.year_wheel.holidays import easter_of, holiday_on
from roadmaps.year_wheel.lines import Line, Window
from roadmaps.year_wheel.next_year import moved_title, same_date, same_weekday
from roadmaps.year_wheel.wheel import CENTER_X, CENTER_Y, angle_of, draw, radius_of, spread
from roadmaps.year_wheel.words import Ring, Sort
from tests.factories.roadmap import AT

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def a_line(day: date, sort: Sort = Sort.MEETING, window: Window | None = None) -> Line:
    return Line(uuid4(), "x", sort, day, "Möte", "/", Written(0, AT), window=window)


def test_january_begins_at_the_top_and_time_goes_clockwise():
    wheel = draw([a_line(date(2026, 1, 1)), a_line(date(2026, 7, 2))], 2026, today=date(2026, 4, 2))

    first, second = wheel.marks
    assert first.x == pytest.approx(CENTER_X, abs=14)
    assert first.y < CENTER_Y - 200
    assert second.y > CENTER_Y + 200
    assert wheel.today is not None
    assert wheel.today[2] > CENTER_X + 200


def test_today_is_shown_in_its_own_year_only():
    assert draw([], 2027, today=date(2026, 11, 21)).today is None


def test_each_mark_keeps_the_number_of_its_line():
    lines = [a_line(date(2026, 1, 9)), a_line(date(2026, 2, 9), Sort.CALL), a_line(date(2026, 3, 9))]

    assert [(one.number, one.line) for one in draw(lines, 2026, today=date(2026, 1, 1)).marks] == list(
        enumerate(lines, 1)
    )


def test_marks_of_one_day_stand_beside_each_other():
    wheel = draw([a_line(date(2026, 5, 5)) for _ in range(6)], 2026, today=date(2026, 1, 1))

    places = [(one.x, one.y) for one in wheel.marks]
    gaps = [math.dist(one, other) for number, one in enumerate(places) for other in places[number + 1 :]]
    assert min(gaps) > 22


def test_a_ring_that_is_full_is_shared_evenly():
    wheel = draw([a_line(date(2026, 5, 5)) for _ in range(200)], 2026, today=date(2026, 1, 1))

    assert len({(one.x, one.y) for one in wheel.marks}) == 200


@given(st.lists(st.floats(0, 2 * math.pi), min_size=1, max_size=60).map(sorted), st.floats(0.01, 0.3))
def test_marks_are_spread_in_order_and_never_around_the_end_of_the_year(angles, apart):
    found = spread(angles, apart)

    least = min(apart, 2 * math.pi / len(angles))
    assert all(later - earlier >= least - 1e-9 for earlier, later in pairwise(found))
    assert found[0] >= -1e-9 and found[-1] <= 2 * math.pi + 1e-9


def test_marks_that_are_far_apart_are_not_moved():
    angles = [angle_of(date(2026, month, 1)) for month in (2, 5, 9)]

    assert spread(angles, 0.1) == pytest.approx(angles)


def test_a_window_is_drawn_as_far_as_it_lies_in_the_year():
    window = Window(date(2025, 10, 1), date(2027, 3, 1))
    [arc] = draw([a_line(date(2026, 6, 1), Sort.CALL, window)], 2026, today=date(2026, 1, 1)).arcs

    radius = radius_of(Ring.CALLS)
    assert arc.way.startswith(f"M{CENTER_X + radius * math.sin(angle_of(date(2026, 1, 1))):.1f} ")
    assert f"A{radius} {radius} 0 1 1 " in arc.way


@pytest.mark.parametrize(
    ("day", "proposed"),
    [
        pytest.param(date(2026, 2, 12), date(2027, 2, 11), id="the second Thursday of February"),
        pytest.param(date(2026, 3, 2), date(2027, 3, 1), id="the first Monday"),
        pytest.param(date(2026, 6, 30), date(2027, 6, 29), id="the fifth Tuesday, where there is one"),
        pytest.param(date(2026, 1, 30), date(2027, 1, 29), id="the fifth Friday of January"),
        pytest.param(date(2026, 10, 31), date(2027, 10, 30), id="the fifth Saturday"),
        pytest.param(date(2026, 3, 31), date(2027, 3, 30), id="the fifth Tuesday of March"),
        pytest.param(date(2026, 12, 31), date(2027, 12, 30), id="the fifth Thursday of December"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 27), id="a fifth that there is not becomes the last"),
    ],
)
def test_next_year_has_the_same_day_of_the_week_as_late_in_the_month(day, proposed):
    assert same_weekday(day, proposed.year) == proposed


@given(DAYS, st.integers(2000, 2099))
def test_the_proposed_day_is_always_in_its_month_and_on_its_weekday(day, year):
    proposed = same_weekday(day, year)

    assert (proposed.year, proposed.month, proposed.weekday()) == (year, day.month, day.weekday())


def test_a_leap_day_becomes_the_last_of_february():
    assert same_date(date(2024, 2, 29), 2025) == date(2025, 2, 28)
    assert same_date(date(2026, 3, 12), 2027) == date(2027, 3, 12)


def test_titles_name_the_new_year():
    assert moved_title("Puls, hösten 2026", 2026, 2027) == "Puls, hösten 2027"
    assert moved_title("Ärende 120260", 2026, 2027) == "Ärende 120260"


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25))],
)
def test_easter_comes_when_it_comes(year, day):
    assert easter_of(year) == day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 6), "Epiphany"),
        (date(2027, 3, 26), "Good Friday"),
        (date(2027, 5, 6), "Ascension Day"),
        (date(2027, 6, 25), "Midsummer Eve"),
        (date(2026, 10, 31), "All Saints' Day"),
        (date(2027, 11, 6), "All Saints' Day"),
        (date(2027, 3, 25), None),
    ],
)
def test_days_on_which_nobody_meets_are_known(day, name):
    assert holiday_on(day) == name


def test_every_sort_has_its_ring():
    assert {one.ring for one in Sort} == set(Ring)
