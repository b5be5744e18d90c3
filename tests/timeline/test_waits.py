from datetime import date

import pytest

from roadmaps.foundation.ids import new_id
from roadmaps.timeline.layout import draw
from roadmaps.timeline.look import Look
from roadmaps.timeline.waits import MOST_ROWS, starts_too_early
from tests.timeline.activities import an_activity

TODAY = date(2026, 11, 21)


def rows(*activities, **asked):
    return draw(activities, Look.of(asked, usual="goal", today=TODAY), TODAY).rows


def is_one_line(pieces_by_row) -> bool:
    """Whether the pieces hang together: each begins where the one before it ended, from row to row."""
    places = [(row, one) for row, pieces in enumerate(pieces_by_row) for one in pieces]
    ends = [((row + one.y1 / 100, one.x1), (row + one.y2 / 100, one.x2)) for row, one in places]
    meeting = [point for pair in ends for point in pair]
    return bool(places) and len([point for point in set(meeting) if meeting.count(point) == 1]) == 2


def test_a_line_leads_from_the_end_of_what_comes_first_over_each_row_between() -> None:
    first = an_activity("2023", "2023", title="först")
    between = an_activity("2024", "2024", title="mellan")
    then = an_activity("2025", "2025", title="sedan", after=[first.id])

    drawn = rows(first, between, then)

    pieces = [row.pieces for row in drawn]
    assert is_one_line(pieces)
    assert pieces[0][0].x1 == drawn[0].bar.right
    assert pieces[2][-1].x2 == drawn[2].bar.x
    assert pieces[2][-1].has_arrow
    assert not any(one.is_against_time for row in pieces for one in row)


@pytest.mark.parametrize(
    ("start", "end", "is_early"),
    [
        pytest.param("2026", "2026", False, id="the same year: perhaps in order"),
        pytest.param("2026-Q1", "2026-Q2", True, id="an earlier quarter"),
        pytest.param("2026", "2027-Q1", True, id="finished in a later year"),
        pytest.param("2026-06-01", "2026-05-31", False, id="the day after"),
        pytest.param("2026", None, False, id="nobody knows when it is finished"),
        pytest.param(None, "2026", False, id="nobody knows when it starts"),
    ],
)
def test_only_what_surely_starts_too_early_is_said_to(start, end, is_early) -> None:
    assert starts_too_early(an_activity(start, "2030"), an_activity("2020", end)) is is_early


def test_a_line_against_time_goes_back_to_the_beginning_of_its_bar() -> None:
    first = an_activity("2024", "2027", title="dröjer")
    then = an_activity("2025", "2026", title="för tidig", after=[first.id])

    drawn = rows(first, then)

    pieces = [row.pieces for row in drawn]
    assert is_one_line(pieces)
    assert pieces[1][-1].x2 == drawn[1].bar.x
    assert all(one.is_against_time for row in pieces for one in row)
    assert drawn[1].waits_for == [(first, True)]


def test_a_line_may_lead_upwards() -> None:
    first, then = new_id(), new_id()
    activities = [
        an_activity("2024", "2024", title="uppe", block_id=then, after=[first]),
        an_activity("2024", "2025", title="nere", block_id=first),
    ]
    around = an_activity("2022", "2023"), an_activity("2029", "2030")

    assert is_one_line([row.pieces for row in rows(around[0], *activities, around[1])])


def test_circles_and_activities_that_wait_for_themselves_are_drawn_all_the_same() -> None:
    one, two = new_id(), new_id()
    circle = [
        an_activity("2024", "2024", block_id=one, after=[two, one]),
        an_activity("2025", "2025", block_id=two, after=[one]),
    ]

    drawn = rows(*circle)

    assert sum(piece.has_arrow for row in drawn for piece in row.pieces) == 2


def test_what_is_not_there_any_more_is_waited_for_in_silence() -> None:
    assert not rows(an_activity("2024", "2025", after=[new_id()]))[0].waits_for


def test_lines_over_many_rows_and_to_ends_out_of_sight_are_told_in_words_only() -> None:
    first = an_activity("2023", "2023-Q1")
    many = [an_activity("2023-Q2", "2024") for _ in range(MOST_ROWS)]
    then = an_activity("2025", "2026", after=[first.id])

    far = rows(first, *many, then)
    unseen = rows(an_activity("2025", "2027", block_id=first.id), then, zoom="year", at="2026")

    for drawn in (far, unseen):
        assert not any(row.pieces for row in drawn)
    assert far[-1].waits_for == [(first, False)]
