"""A chart lays everything out within its drawing, whatever the figures."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.indicators.aims import Aim
from roadmaps.indicators.chart import LARGE, SMALL, Chart, Measured, draw
from roadmaps.indicators.scales import value_ticks, year_ticks
from roadmaps.roadmap.kinds.choices import Direction

AIM = Aim(Decimal(42), 2021, Decimal(60), 2027, Direction.UP)


def reading(year: int, value: str) -> Measured:
    return Measured(str(year), date(year, 12, 31), Decimal(value))


def places(chart: Chart) -> list[tuple[float, float]]:
    marks = [*chart.path.marks, *(mark for line in chart.lines for mark in line.marks)]
    marks += [mark for mark in (chart.baseline, chart.target) if mark]
    return [(mark.x, mark.y) for mark in marks]


def test_later_lies_further_right_and_more_lies_higher() -> None:
    chart = draw(AIM, [reading(2022, "44"), reading(2025, "50")], size=LARGE)

    [line] = chart.lines
    assert chart.baseline is not None
    assert chart.target is not None
    assert chart.baseline.x < line.marks[0].x < line.marks[1].x < chart.target.x
    assert chart.baseline.y > line.marks[0].y > line.marks[1].y > chart.target.y


def test_a_reading_on_the_path_lies_on_its_line() -> None:
    chart = draw(AIM, [reading(2024, "51")], size=LARGE)

    start, end = chart.path.marks
    [mark] = chart.lines[0].marks
    assert mark.x == pytest.approx((start.x + end.x) / 2, abs=0.2)
    assert mark.y == pytest.approx((start.y + end.y) / 2, abs=0.2)


def test_a_level_goes_all_the_way_across() -> None:
    chart = draw(Aim(target=Decimal(8), direction=Direction.KEEP), [reading(2024, "7")], size=LARGE)

    start, end = chart.path.marks
    assert (start.x, end.x, start.y) == (chart.left, chart.right, end.y)


def test_nothing_told_and_nothing_read_is_an_empty_chart() -> None:
    assert draw(Aim(), [], size=SMALL).is_empty
    assert not draw(Aim(target=Decimal(1)), [], size=SMALL).is_empty


def test_parts_are_drawn_without_the_aim_of_the_whole_but_on_the_scale_that_is_given() -> None:
    chart = draw(AIM, [reading(2024, "3")], size=LARGE, among=[Decimal(90)], with_aim=False)

    assert (chart.path.marks, chart.baseline, chart.target) == ([], None, None)
    assert chart.value_ticks[-1].label == "100"


@given(
    st.lists(
        st.tuples(st.integers(1960, 2100), st.decimals(-(10**17), 10**17, places=6)),
        max_size=30,
        unique_by=lambda t: t[0],
    ),
    st.sampled_from([AIM, Aim(), Aim(target=Decimal("-0.5")), Aim(Decimal(1), 2026, Decimal(1), 2027)]),
    st.sampled_from([LARGE, SMALL]),
)
def test_everything_lies_within_the_drawing(told: list[tuple[int, Decimal]], aim: Aim, size: object) -> None:
    readings = [Measured(str(year), date(year, 12, 31), value) for year, value in sorted(told)]

    chart = draw(aim, readings, size=size)  # type: ignore[arg-type]

    assert all(
        chart.left - 0.1 <= x <= chart.right + 0.1 and chart.top - 0.1 <= y <= chart.bottom + 0.1
        for x, y in places(chart)
    )


@pytest.mark.parametrize(
    "values", [["42", "60"], ["92", "97"], ["0.5", "0.9"], ["-5", "5"], ["7", "7"], ["0", "0"], ["-9", "-8.5"], []]
)
def test_ticks_are_round_and_span_the_values(values: list[str]) -> None:
    found = value_ticks([Decimal(value) for value in values], 4)

    assert float(found[0]) <= min(map(float, values or ["0"]))
    assert float(found[-1]) >= max(map(float, values or ["1"]))
    assert 3 <= len(set(found)) == len(found) <= 6
    assert max(len(str(tick)) for tick in found) <= 5


def test_years_are_thinned_out_from_the_last() -> None:
    assert year_ticks(2022.0, 2028.0, 7) == [2021, 2022, 2023, 2024, 2025, 2026, 2027]
    assert year_ticks(2022.0, 2028.0, 3) == [2021, 2024, 2027]
    assert year_ticks(2025.5, 2025.9, 3) == []
