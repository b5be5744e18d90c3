"""Round numbers for the axes of a chart. Pure arithmetic."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """Which number lies where between two ends of a drawing; `start` may be greater than `end`, as heights are."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """The place of a number, to a tenth of a unit of the drawing."""
        share = (number - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def value_ticks(values: Iterable[Decimal], count: int) -> list[Decimal]:
    """About so many round values that span all these. Nought is among them where it is not far away."""
    numbers = [float(value) for value in values]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if low > 0 and low < high * 0.6:
        low = 0.0
    if high < 0 and high > low * 0.6:
        high = 0.0
    if low == high:
        margin = abs(low) * 0.1 or 1.0
        low, high = low - margin, high + margin
    step = _round_step((high - low) / count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    exact = Decimal(repr(step))
    return [_plain(exact * number) for number in range(first, last + 1)]


def span_of(values: Iterable[Decimal]) -> list[Decimal]:
    """The least and the greatest of the values, or some room around a single one: for a drawing without figures."""
    found = sorted(values)
    if not found:
        return [Decimal(0), Decimal(1)]
    return [found[0], found[-1]] if found[0] < found[-1] else [found[0] - 1, found[0] + 1]


def year_ticks(first: float, last: float, count: int) -> list[int]:
    """The years whose ends lie between two moments, thinned out to at most so many, counted from the last."""
    years = list(range(math.ceil(first - 1e-9) - 1, math.floor(last + 1e-9)))
    step = max(1, math.ceil(len(years) / count))
    return years[::-1][::step][::-1]


def _round_step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return float(f"{next(one for one in _STEPS if one * size >= rough * 0.999999) * size:.12g}")


def _plain(number: Decimal) -> Decimal:
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) + 0
