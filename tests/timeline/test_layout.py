from datetime import date

import pytest

from roadmaps.areas.models import Area, Color
from roadmaps.foundation.ids import new_id
from roadmaps.timeline.layout import Chart, draw
from roadmaps.timeline.look import Look
from tests.timeline.activities import a_goal, an_activity

TODAY = date(2026, 11, 21)


def drawn(*activities, today=TODAY, **asked) -> Chart:
    return draw(activities, Look.of(asked, usual="goal", today=today), today)


def only_bar(chart: Chart):
    return chart.rows[0].bar


@pytest.mark.parametrize(
    ("start", "end", "place", "ends"),
    [
        pytest.param("2026", "2027", (0, 100), ("year", "year"), id="two whole years"),
        pytest.param("2026-Q3", "2027", (24.79, 100), ("quarter", "year"), id="a quarter to a year"),
        pytest.param("2026-07", "2027-12", (24.79, 100), ("month", "month"), id="months"),
        pytest.param("2026-07-01", "2027-12-31", (24.79, 100), ("day", "day"), id="days"),
        pytest.param("2026", "2026", (0, 100), ("year", "year"), id="one year fills what is shown of it"),
    ],
)
def test_a_bar_covers_the_time_that_was_told_and_keeps_how_exactly(start, end, place, ends) -> None:
    asked = {"zoom": "year", "at": "2026"} if end == "2026" else {}

    bar = only_bar(drawn(an_activity(start, end), **asked))

    assert (bar.x, bar.right) == pytest.approx(place, abs=0.05)
    assert (bar.begins, bar.ends) == ends
    assert bar.reach is None


@pytest.mark.parametrize(
    ("start", "end", "ends", "reach"),
    [
        pytest.param("2026", None, ("year", "open"), 100, id="nobody knows the end"),
        pytest.param(None, "2027-Q4", ("open", "quarter"), 0, id="nobody knows the beginning"),
    ],
)
def test_an_end_that_nobody_knows_is_open(start, end, ends, reach) -> None:
    bar = only_bar(drawn(an_activity(start, end)))

    assert (bar.begins, bar.ends) == ends
    assert bar.reach == reach


def test_a_bar_is_cut_where_the_window_ends_and_says_that_it_goes_on() -> None:
    bar = only_bar(drawn(an_activity("2024", "2029-Q1"), zoom="year", at="2026"))

    assert (bar.x, bar.width) == (0, 100)
    assert (bar.begins, bar.ends) == ("beyond", "beyond")


def test_a_single_day_can_still_be_seen() -> None:
    bar = only_bar(drawn(an_activity("2026-12-31", "2026-12-31"), an_activity("2000", "2049")))
    late = drawn(an_activity("2000", "2049"), an_activity("2049-12-31", "2049-12-31")).rows[1].bar

    assert bar.width == 50 / 50 * 100  # the row of fifty years comes first in time
    assert late.width >= 0.8
    assert late.right <= 100


def test_what_lies_before_or_after_is_counted_and_what_has_no_date_is_listed() -> None:
    chart = drawn(
        an_activity("2026-Q1", "2026-Q2"),
        an_activity("2028", None),
        an_activity(None, "2024"),
        an_activity(),
        zoom="year",
    )

    assert len(chart.rows) == 1
    assert chart.elsewhere == 2
    assert len(chart.undated) == 1


def test_an_activity_whose_end_nobody_knows_is_shown_in_every_later_year() -> None:
    chart = drawn(an_activity("2022", None), zoom="year", at="2030")

    assert only_bar(chart).begins == "beyond"
    assert only_bar(chart).ends == "open"


def test_nothing_at_all_is_no_fault() -> None:
    chart = drawn()

    assert not chart.groups
    assert (chart.window.first, chart.window.last) == (date(2026, 1, 1), date(2027, 12, 31))


def test_the_whole_period_is_whole_years_around_all_dates_and_milestones() -> None:
    window = drawn(an_activity("2024-Q3", "2026-02", due=[("2029", False)])).window

    assert (window.first, window.last) == (date(2024, 1, 1), date(2029, 12, 31))


def test_today_is_where_it_is_and_nowhere_else() -> None:
    assert drawn(an_activity("2026", "2026"), zoom="year", at="2026").today == pytest.approx(88.77, abs=0.01)
    assert drawn(an_activity("2026", "2029"), zoom="year", at="2027").today is None


@pytest.mark.parametrize(
    ("due", "reached", "mark"),
    [
        pytest.param("2026-Q2", True, (49.59, 24.66, False), id="reached within its quarter"),
        pytest.param("2026-Q2", False, (49.59, 24.66, True), id="its quarter has passed"),
        pytest.param("2026-12-31", False, (100, None, False), id="a day ahead has no line"),
        pytest.param("2026", False, (100, 0, False), id="its year is not over"),
    ],
)
def test_a_milestone_stands_at_the_end_of_its_time(due, reached, mark) -> None:
    row = drawn(an_activity("2026", "2026", due=[(due, reached)]), zoom="year").rows[0]

    assert [(one.x, one.since, one.is_late) for one in row.marks] == [mark]


def test_a_milestone_without_a_date_or_outside_is_not_drawn() -> None:
    row = drawn(an_activity("2026", "2026", due=[(None, False), ("2027", False)]), zoom="year").rows[0]

    assert not row.marks


def test_rows_stand_in_time_within_their_group_and_the_aimless_come_last() -> None:
    goal = a_goal("Förädla mer")
    activities = [
        an_activity("2026", "2027", title="utan mål"),
        an_activity("2027", "2027", title="sedan", goal=goal),
        an_activity(None, "2026", title="först", goal=goal),
    ]

    groups = drawn(*activities).groups

    assert [[row.activity.title for row in group.rows] for group in groups] == [["först", "sedan"], ["utan mål"]]
    assert [str(group.heading.title) for group in groups] == ["Förädla mer", "Activities that serve no goal yet"]


def test_goals_stand_as_the_roadmap_is_read() -> None:
    first, second = a_goal("Först"), a_goal("Sedan")
    activities = [an_activity("2026", goal=second), an_activity("2026"), an_activity("2026", goal=first)]

    groups = draw(activities, Look.of({}, usual="goal", today=TODAY), TODAY, goals=[first.id, second.id]).groups

    assert [str(group.heading.title) for group in groups] == ["Först", "Sedan", "Activities that serve no goal yet"]


def test_by_organisation_those_that_nobody_leads_come_first() -> None:
    groups = drawn(
        an_activity("2026", lead="Torsta"), an_activity("2026", lead="Almi"), an_activity("2026"), by="organisation"
    ).groups

    assert [str(group.heading.title) for group in groups] == ["No lead yet", "Almi", "Torsta"]


def test_by_status_what_meets_an_obstacle_comes_first_and_what_is_over_last() -> None:
    statuses = ["done", "planned", "obstacle", "dropped", "in_progress"]

    groups = drawn(*(an_activity("2026", status=one) for one in statuses), by="status").groups

    assert [group.heading.key for group in groups] == ["obstacle", "in_progress", "planned", "done", "dropped"]


def test_the_county_stands_by_area_in_the_areas_colours() -> None:
    energy = Area(id=new_id(), slug="energi", name="Energi", color=Color.ENERGY, position=2)
    look = Look.of({}, usual="area", today=TODAY)

    groups = draw([an_activity("2026"), an_activity("2026", area=energy)], look, TODAY).groups

    assert [(group.heading.title, group.heading.area.color) for group in groups] == [
        ("Skog", Color.FOREST),
        ("Energi", Color.ENERGY),
    ]
