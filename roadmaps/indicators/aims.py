"""Where an indicator started, where it is to go, and the straight path between. No session, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from roadmaps.revisions.kinds import Content
from roadmaps.roadmap.kinds.choices import Direction, Frequency

# How far behind the path a reading may lie and still be on track, as a share of the whole way.
LEEWAY = Fraction(1, 20)


class Gap(StrEnum):
    """What keeps an indicator from having a path: something is not told, or what is told does not go together."""

    BASELINE = "baseline"
    BASELINE_YEAR = "baseline_year"
    TARGET = "target"
    TARGET_YEAR = "target_year"
    YEARS = "years"
    DIRECTION = "direction"


class End(NamedTuple):
    """One end of a path: the value on the last day of the year."""

    year: int
    value: Decimal


@dataclass(frozen=True)
class Aim:
    """What an indicator says of itself. The values of years are those of the last day of the year."""

    baseline: Decimal | None = None
    baseline_year: int | None = None
    target: Decimal | None = None
    target_year: int | None = None
    direction: Direction = Direction.UP
    frequency: Frequency | None = None
    unit: str = ""

    @classmethod
    def of(cls, content: Content) -> "Aim":
        """The aim in the content of an indicator's block."""
        return cls(
            baseline=_number(content["baseline"]),
            baseline_year=content["baseline_year"],
            target=_number(content["target"]),
            target_year=content["target_year"],
            direction=Direction(content["direction"]),
            frequency=Frequency(content["frequency"]) if content["frequency"] else None,
            unit=content["unit"],
        )

    @property
    def gaps(self) -> Sequence[Gap]:
        """What is missing or contradictory; nothing when there is a path."""
        if self.is_level:
            return [Gap.TARGET] if self.level is None else []
        named = (Gap.BASELINE, Gap.BASELINE_YEAR, Gap.TARGET, Gap.TARGET_YEAR)
        return [gap for gap in named if getattr(self, gap.value) is None] or self._contradictions()

    @property
    def ends(self) -> tuple[End, End] | None:
        """Where a path that leads somewhere starts and ends; None where there is none, or only a level to keep."""
        if self.is_level or self.gaps or None in (self.baseline, self.baseline_year, self.target, self.target_year):
            return None
        return End(self.baseline_year or 0, self.baseline or Decimal()), End(
            self.target_year or 0, self.target or Decimal()
        )

    @property
    def is_level(self) -> bool:
        """Whether the path is one level that holds at all times."""
        return self.direction is Direction.KEEP

    @property
    def level(self) -> Decimal | None:
        """The value that is to be kept."""
        return self.baseline if self.target is None else self.target

    def path_at(self, day: date) -> Decimal | None:
        """Where the path is on a day, before its start at the baseline and after its end at the target."""
        if self.ends is None:
            return self.level if self.is_level else None
        (first_year, first), (last_year, last) = self.ends
        share = (moment_of(day) - (first_year + 1)) / (last_year - first_year)
        way = Fraction(last) - Fraction(first)
        return _decimal(Fraction(first) + min(max(share, Fraction(0)), Fraction(1)) * way)

    @property
    def leeway(self) -> Decimal | None:
        """How far behind the path (or, of a level, to either side of it) is still on track, in the unit."""
        if self.ends is None:
            return _decimal(LEEWAY * abs(Fraction(self.level))) if self.is_level and self.level is not None else None
        first, last = self.ends
        return _decimal(LEEWAY * abs(Fraction(last.value) - Fraction(first.value)))

    def shortfall(self, value: Decimal, day: date) -> Decimal | None:
        """How much worse than the path the value is, on that day; negative when it is better."""
        path = self.path_at(day)
        if path is None:
            return None
        return {Direction.UP: path - value, Direction.DOWN: value - path, Direction.KEEP: abs(value - path)}[
            self.direction
        ]

    def is_reached_by(self, value: Decimal) -> bool:
        """Whether the value is at the target or beyond it. A level to keep is never reached, only held."""
        if self.target is None or self.is_level:
            return False
        return value >= self.target if self.direction is Direction.UP else value <= self.target

    def _contradictions(self) -> list[Gap]:
        if self.baseline is None or self.target is None:
            return []
        found = []
        if (self.target_year or 0) <= (self.baseline_year or 0):
            found.append(Gap.YEARS)
        wrong = self.target < self.baseline if self.direction is Direction.UP else self.target > self.baseline
        return [*found, Gap.DIRECTION] if wrong else found


def moment_of(day: date) -> Fraction:
    """The end of the day as a year and a part of a year: the last day of 2025 is 2026 sharp."""
    return day.year + Fraction(day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _decimal(number: Fraction) -> Decimal:
    with localcontext(prec=40):
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        return exact.quantize(Decimal("0.000001"), ROUND_HALF_UP)
