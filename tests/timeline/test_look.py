from datetime import date

import pytest

from roadmaps.timeline.look import Grouping, Look, Zoom
from roadmaps.timeline.windows import Window

TODAY = date(2026, 11, 21)


def look(usual="goal", **asked) -> Look:
    return Look.of(asked, usual=Grouping(usual), today=TODAY)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param({}, ("goal", "whole"), id="nothing"),
        pytest.param({"by": "status", "zoom": "year"}, ("status", "year"), id="both"),
        pytest.param({"by": "colour", "zoom": "decade"}, ("goal", "whole"), id="what is no such value"),
        pytest.param({"by": "area"}, ("goal", "whole"), id="one area is not grouped by area"),
    ],
)
def test_the_address_says_how_to_look(asked, expected) -> None:
    found = look(**asked)

    assert (found.grouping, found.zoom) == expected


@pytest.mark.parametrize(
    ("zoom", "at", "expected"),
    [
        pytest.param("year", "2024", "2024", id="a year"),
        pytest.param("year", "2024-Q2", "2024", id="the year of a quarter"),
        pytest.param("quarter", "2024-Q2", "2024-Q2", id="a quarter"),
        pytest.param("quarter", "2024-08-15", "2024-Q3", id="the quarter of a day"),
        pytest.param("quarter", "", "2026-Q4", id="this quarter"),
        pytest.param("year", "9999", "2026", id="no such year"),
    ],
)
def test_a_year_or_a_quarter_is_chosen(zoom, at, expected) -> None:
    assert str(look(zoom=zoom, at=at).at) == expected


def test_what_was_chosen_can_be_chosen_again_and_the_usual_is_not_said() -> None:
    assert look().chosen == {}
    assert look("area", by="goal", zoom="quarter", at="2025-Q1").chosen == {
        "by": "goal",
        "zoom": "quarter",
        "at": "2025-Q1",
    }


@pytest.mark.parametrize(
    ("zoom", "at", "steps", "expected"),
    [("year", "2026", 1, "2027"), ("quarter", "2026-Q4", 1, "2027-Q1"), ("quarter", "2026-Q1", -1, "2025-Q4")],
)
def test_one_steps_to_the_next_and_to_the_one_before(zoom, at, steps, expected) -> None:
    assert str(look(zoom=zoom, at=at).stepped(steps).at) == expected


def test_there_is_nothing_before_the_earliest_year() -> None:
    assert look(zoom="year", at="1950").stepped(-1) is None
    assert look(zoom="quarter", at="2150-Q4").stepped(1) is None


def test_going_closer_stays_around_today_or_in_the_year_that_was_chosen() -> None:
    assert str(look(zoom="year", at="2026").zoomed(Zoom.QUARTER, TODAY).at) == "2026-Q4"
    assert str(look(zoom="year", at="2024").zoomed(Zoom.QUARTER, TODAY).at) == "2024-Q1"
    assert str(look().zoomed(Zoom.YEAR, TODAY).at) == "2026"


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        pytest.param("2026-10-01", "2026-12-31", ["October", "November", "December"], id="a quarter by months"),
        pytest.param("2026-01-01", "2026-12-31", ["Q1", "Q2", "Q3", "Q4"], id="a year by quarters"),
        pytest.param("2025-01-01", "2027-12-31", ["2025", "2026", "2027"], id="some years by years"),
        pytest.param("2001-01-01", "2050-12-31", ["2005", "2010"], id="many years by fives"),
        pytest.param("1950-01-01", "2150-12-31", ["1960", "1980"], id="all years there are"),
    ],
)
def test_the_window_is_divided_so_that_its_labels_can_be_read(first, last, labels) -> None:
    ticks = Window(date.fromisoformat(first), date.fromisoformat(last)).ticks()

    named = [str(tick.label) for tick in ticks if tick.has_label]
    assert named[: len(labels)] == labels
    assert len(named) <= 12
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
