"""The rule is told with the indicator's own figures, as exactly as they are known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.indicators.aims import Aim
from roadmaps.indicators.states import Judgement, Newest, judge
from roadmaps.indicators.words import rounded, rule_in_words
from roadmaps.roadmap.kinds.choices import Direction, Frequency

UP = Aim(Decimal(42), 2021, Decimal(60), 2027, Direction.UP, Frequency.YEARLY, "företag")


def told(aim: Aim, value: str | None, period: str = "2025", today: str = "2026-11-21") -> str:
    newest = Newest(period, read_partial_date(period).last, Decimal(value)) if value else None
    return " ".join(str(sentence) for sentence in rule_in_words(_judged(aim, newest, today)))


def _judged(aim: Aim, newest: Newest | None, today: str) -> Judgement:
    return judge(aim, newest, since=date(2026, 11, 1), today=date.fromisoformat(today))


@pytest.mark.parametrize(
    ("aim", "value", "words"),
    [
        pytest.param(UP, "48", "so it lies 6 företag behind. That is more than a twentieth", id="behind"),
        pytest.param(
            UP, "53,5".replace(",", "."), "not more than a twentieth of the whole way (0,9 företag)", id="leeway"
        ),
        pytest.param(
            replace(UP, baseline=Decimal(0), target=Decimal(34), baseline_year=2023, target_year=2026),
            "21",
            "lies 1,666667 företag behind. That is not more than a twentieth of the whole way (1,7 företag)",
            id="by a hair",
        ),
        pytest.param(UP, "55", "which is as far or further", id="ahead"),
        pytest.param(UP, "60", "That reaches the target", id="reached"),
        pytest.param(UP, None, "There is no reading of the county as a whole yet.", id="none"),
        pytest.param(replace(UP, target=None, baseline_year=None), "48", "the year of the baseline", id="missing"),
        pytest.param(replace(UP, target_year=2020), "48", "must come after", id="years"),
        pytest.param(replace(UP, target=Decimal(3)), "2", "goes the other way", id="direction"),
        pytest.param(
            Aim(target=Decimal(8), direction=Direction.KEEP), "9", "differs by 1, which is more", id="not kept"
        ),
        pytest.param(Aim(target=Decimal(8), direction=Direction.KEEP), "8", "differs by 0, which is not", id="kept"),
        pytest.param(replace(UP, frequency=None), "48", "no reading is ever overdue", id="no frequency"),
        pytest.param(replace(UP, target_year=2025), "60", "No further reading is awaited", id="over"),
    ],
)
def test_the_rule_in_words(aim: Aim, value: str | None, words: str) -> None:
    assert words in told(aim, value)


def test_an_overdue_reading_is_told_with_its_day() -> None:
    words = told(UP, "50", period="2024")

    assert "The reading of 2025 was due by 31 March 2026, 90 days after the period, and has not come." in words


@pytest.mark.parametrize(
    ("value", "also", "shown"),
    [
        ("49.491803", None, "49.5"),
        ("54.000000", None, "54"),
        ("139.333333", "138.25", "139.333"),
        ("0.000001", None, "0"),
        ("-0.04", None, "0"),
        ("1200000.5", None, "1200000.5"),
    ],
)
def test_computed_values_are_no_more_exact_than_those_that_were_told(value: str, also: str | None, shown: str) -> None:
    assert str(rounded(Decimal(value), UP, Decimal(also) if also else None)) == shown
