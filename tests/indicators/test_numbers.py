"""Values as people type them."""

from decimal import Decimal

import pytest

from roadmaps.foundation.faults import Fault
from roadmaps.indicators.numbers import read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12,5", "12.5"),
        ("12.50", "12.5"),
        ("1 200", "1200"),
        ("1\u00a0200,5", "1200.5"),
        ("1\u202f200", "1200"),
        ("−3", "-3"),
        ("-0", "0"),
        (" 007 ", "7"),
        (",5", "0.5"),
        (Decimal("100"), "100"),
        ("123456789012345678,123456", "123456789012345678.123456"),
    ],
)
def test_a_number_is_understood(typed: str, number: str) -> None:
    assert str(read_number(typed)) == number


@pytest.mark.parametrize(
    "typed",
    ["", "många", "1,200.5", "1e5", "NaN", "Infinity", "1_000", "٣", "--1", "0,0000001", "1" * 19, "12 st"],
)
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(Fault):
        read_number(typed)
