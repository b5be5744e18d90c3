"""The stretch of time that a timeline shows: where a day lies in it, and the lines that divide it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmaps.foundation.partial_dates import PartialDate
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.values import MONTHS, Shown
from roadmaps.timeline.look import Look, Zoom

MOST_LABELS = 12
STEPS = (1, 2, 5, 10, 20, 50)
SHORTEST_YEARS = 2


@dataclass(frozen=True)
class Tick:
    """A line at the beginning of a year, quarter or month. Those without a label are drawn more faintly."""

    x: float
    unit: Literal["year", "quarter", "month"]
    number: int
    has_label: bool

    @property
    def label(self) -> Shown:
        """What begins there."""
        match self.unit:
            case "year":
                return str(self.number)
            case "quarter":
                return say("Q%(number)s", number=self.number)
            case "month":
                return Sentence(MONTHS[self.number - 1])


@dataclass(frozen=True)
class Window:
    """From the first day to the last, both shown whole. Places are told in per cent of its width."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    def x(self, day: date) -> float:
        """Where the day begins; outside the window below 0 or above 100."""
        return round((day - self.first).days / self.days * 100, 2)

    def after(self, day: date) -> float:
        """Where the day ends."""
        return round(((day - self.first).days + 1) / self.days * 100, 2)

    def holds(self, day: date) -> bool:
        """Whether the day is shown."""
        return self.first <= day <= self.last

    def touches(self, first: date, last: date) -> bool:
        """Whether something of the stretch is shown."""
        return first <= self.last and last >= self.first

    def ticks(self) -> list[Tick]:
        """The lines, by how much time there is to divide."""
        years = self.last.year - self.first.year + 1
        if self.days < 100:
            return [Tick(self.x(day), "month", day.month, True) for day in self._months(1)]
        if years == 1:
            return [
                Tick(
                    self.x(day),
                    *(("quarter", (day.month + 2) // 3, True) if day.month % 3 == 1 else ("month", day.month, False)),
                )
                for day in self._months(1)
            ]
        step = next((one for one in STEPS if years / one <= MOST_LABELS), STEPS[-1])
        return sorted(self._years(step), key=lambda tick: tick.x)

    def _years(self, step: int) -> Iterator[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            if year % step == 0 or step == 1:
                yield Tick(self.x(date(year, 1, 1)), "year", year, True)
        if self.last.year - self.first.year < 3:
            for day in self._months(3):
                if day.month != 1:
                    yield Tick(self.x(day), "quarter", (day.month + 2) // 3, False)

    def _months(self, step: int) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            month = day.year * 12 + day.month - 1 + step
            day = date(month // 12, month % 12 + 1, 1)


def window_of(look: Look, dates: Iterable[PartialDate], today: date) -> Window:
    """What the look shows: the year or quarter that was chosen, or whole years around all dates.

    Without any date it is this year and the next.
    """
    if look.zoom is not Zoom.WHOLE:
        return Window(look.at.first, look.at.last)
    known = list(dates)
    first = min((one.first.year for one in known), default=today.year)
    last = max((one.last.year for one in known), default=today.year)
    return Window(date(first, 1, 1), date(max(last, first + SHORTEST_YEARS - 1), 12, 31))
