"""How an indicator stands: a truth table of aims, readings and days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.indicators.aims import Aim, Gap
from roadmaps.indicators.states import Judgement, Newest, Standing, judge
from roadmaps.roadmap.kinds.choices import Direction, Frequency

SINCE = date(2022, 3, 1)
# From 42 at the end of 2021 to 60 at the end of 2027: three a year, and a leeway of 0.9.
UP = Aim(Decimal(42), 2021, Decimal(60), 2027, Direction.UP, Frequency.YEARLY, "företag")
DOWN = Aim(Decimal(60), 2021, Decimal(42), 2027, Direction.DOWN, Frequency.YEARLY)
KEEP = Aim(Decimal(100), 2021, Decimal(80), 2027, Direction.KEEP, Frequency.YEARLY)


def newest(period: str, value: str) -> Newest:
    return Newest(period, read_partial_date(period).last, Decimal(value))


def judged(aim: Aim, reading: Newest | None, today: str = "2026-11-21", *, is_followed: bool = True) -> Judgement:
    return judge(aim, reading, since=SINCE, today=date.fromisoformat(today), is_followed=is_followed)


ON_TRACK, BEHIND, NONE, OVERDUE, NO_PATH = (
    Standing.ON_TRACK,
    Standing.BEHIND,
    Standing.NO_READING,
    Standing.OVERDUE,
    Standing.NO_PATH,
)


@pytest.mark.parametrize(
    ("aim", "reading", "today", "standing"),
    [
        pytest.param(UP, newest("2025", "54"), "2026-11-21", ON_TRACK, id="on the path"),
        pytest.param(UP, newest("2025", "53.1"), "2026-11-21", ON_TRACK, id="just within the leeway"),
        pytest.param(UP, newest("2025", "53.09"), "2026-11-21", BEHIND, id="just outside the leeway"),
        pytest.param(UP, newest("2025", "70"), "2026-11-21", ON_TRACK, id="beyond the target"),
        pytest.param(DOWN, newest("2025", "48"), "2026-11-21", ON_TRACK, id="going down on the path"),
        pytest.param(DOWN, newest("2025", "48.9"), "2026-11-21", ON_TRACK, id="going down within the leeway"),
        pytest.param(DOWN, newest("2025", "49"), "2026-11-21", BEHIND, id="going down too slowly"),
        pytest.param(DOWN, newest("2025", "41"), "2026-11-21", ON_TRACK, id="below the target that one goes down to"),
        pytest.param(KEEP, newest("2025", "84"), "2026-11-21", ON_TRACK, id="kept, a twentieth above"),
        pytest.param(KEEP, newest("2025", "76"), "2026-11-21", ON_TRACK, id="kept, a twentieth below"),
        pytest.param(KEEP, newest("2025", "84.1"), "2026-11-21", BEHIND, id="not kept, above"),
        pytest.param(KEEP, newest("2025", "75.9"), "2026-11-21", BEHIND, id="not kept, below"),
        pytest.param(UP, newest("2020", "40"), "2021-11-21", BEHIND, id="before the path begins it is at the baseline"),
        pytest.param(UP, newest("2027", "59"), "2028-11-21", BEHIND, id="at the end, not there"),
        pytest.param(UP, newest("2027", "60"), "2035-11-21", ON_TRACK, id="reached; nothing more is awaited"),
        pytest.param(UP, None, "2023-03-31", NONE, id="none yet, the first due today"),
        pytest.param(UP, None, "2023-04-01", OVERDUE, id="none, and the first should have come"),
        pytest.param(UP, newest("2024", "51"), "2026-03-31", ON_TRACK, id="the reading of 2025 is due today"),
        pytest.param(UP, newest("2024", "51"), "2026-04-01", OVERDUE, id="the reading of 2025 should have come"),
        pytest.param(UP, newest("2024", "61"), "2026-04-01", OVERDUE, id="overdue goes before reached"),
        pytest.param(UP, newest("2024", "44"), "2026-04-01", OVERDUE, id="overdue goes before behind"),
        pytest.param(
            replace(UP, frequency=None),
            newest("2022", "44"),
            "2026-04-01",
            BEHIND,
            id="never overdue without frequency",
        ),
        pytest.param(replace(UP, frequency=None), None, "2026-04-01", NONE, id="no reading and no frequency"),
        pytest.param(replace(UP, baseline=None), newest("2025", "48"), "2026-11-21", NO_PATH, id="no baseline"),
        pytest.param(
            replace(UP, baseline=None), newest("2025", "60"), "2026-11-21", ON_TRACK, id="reached without a baseline"
        ),
        pytest.param(replace(UP, target=None), newest("2025", "60"), "2026-11-21", NO_PATH, id="no target"),
        pytest.param(
            replace(UP, target_year=None), newest("2025", "48"), "2026-11-21", NO_PATH, id="no year of the target"
        ),
        pytest.param(
            replace(KEEP, target=None), newest("2025", "100"), "2026-11-21", ON_TRACK, id="the baseline is kept"
        ),
        pytest.param(Aim(), newest("2025", "1"), "2026-11-21", NO_PATH, id="nothing is told"),
    ],
)
def test_an_indicator_stands(aim: Aim, reading: Newest | None, today: str, standing: Standing) -> None:
    assert judged(aim, reading, today).standing is standing


@pytest.mark.parametrize(
    ("aim", "gaps"),
    [
        pytest.param(UP, [], id="whole"),
        pytest.param(Aim(), [Gap.BASELINE, Gap.BASELINE_YEAR, Gap.TARGET, Gap.TARGET_YEAR], id="nothing told"),
        pytest.param(replace(UP, target_year=None), [Gap.TARGET_YEAR], id="no year of the target"),
        pytest.param(replace(UP, target_year=2021), [Gap.YEARS], id="both in one year"),
        pytest.param(replace(UP, target=Decimal(40)), [Gap.DIRECTION], id="up to a lower value"),
        pytest.param(replace(DOWN, target=Decimal(61)), [Gap.DIRECTION], id="down to a higher value"),
        pytest.param(replace(UP, target=Decimal(42)), [], id="from and to the same value"),
        pytest.param(Aim(target=Decimal(8), direction=Direction.KEEP), [], id="a level needs no years"),
        pytest.param(Aim(direction=Direction.KEEP), [Gap.TARGET], id="no level to keep"),
    ],
)
def test_what_is_missing_is_named(aim: Aim, gaps: list[Gap]) -> None:
    assert aim.gaps == gaps


def test_the_path_goes_straight_from_the_end_of_one_year_to_the_end_of_another() -> None:
    assert UP.path_at(date(2021, 12, 31)) == 42
    assert UP.path_at(date(2025, 12, 31)) == 54
    assert UP.path_at(date(2024, 6, 30)) == Decimal("49.491803")
    assert UP.path_at(date(2015, 1, 1)) == 42
    assert UP.path_at(date(2040, 1, 1)) == 60


def test_a_path_of_no_distance_has_no_leeway() -> None:
    flat = replace(UP, target=Decimal(42))

    assert flat.leeway == 0
    assert judged(flat, newest("2025", "41.999")).standing is BEHIND


def test_the_course_is_told_also_when_a_reading_is_overdue() -> None:
    one = judged(UP, newest("2023", "40"), "2026-11-21")

    assert (one.standing, one.course) == (OVERDUE, BEHIND)


def test_a_closed_roadmap_awaits_no_readings() -> None:
    one = judged(UP, newest("2023", "48"), "2026-11-21", is_followed=False)

    assert (one.standing, one.awaited) == (ON_TRACK, None)


def test_large_and_small_numbers_are_compared_exactly() -> None:
    aim = replace(UP, baseline=Decimal("100000000000000000"), target=Decimal("100000000000000006"))

    assert aim.path_at(date(2025, 12, 31)) == Decimal("100000000000000004")
    assert aim.leeway == Decimal("0.3")
