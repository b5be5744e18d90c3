"""How an indicator stands, by its readings, its path and the day. No session, no clock.

The states in order; the first that fits is the one:

1. *Overdue*: a reading should have come and has not. What the older ones say is no longer news.
2. *No reading yet*: there is none of the county as a whole.
3. *On track*: the newest reading has reached the target, or lies at most a twentieth of the whole way behind the path.
   (Of a level that is to be kept: at most a twentieth from it, to either side.)
4. *Behind*: it lies further behind than that.
5. *No path*: there is something to read, but the baseline, the target or their years are not told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from roadmaps.foundation.sentences import N_
from roadmaps.indicators.aims import Aim
from roadmaps.indicators.schedule import Awaited, next_awaited


class Standing(StrEnum):
    """How an indicator stands."""

    OVERDUE = "overdue"
    BEHIND = "behind"
    NO_READING = "no_reading"
    NO_PATH = "no_path"
    ON_TRACK = "on_track"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return _LABELS[self]


_LABELS: Mapping[Standing, str] = {
    Standing.OVERDUE: N_("Reading overdue"),
    Standing.BEHIND: N_("Behind"),
    Standing.NO_READING: N_("No reading yet"),
    Standing.NO_PATH: N_("No path to compare with"),
    Standing.ON_TRACK: N_("On track"),
}


@dataclass(frozen=True)
class Newest:
    """The newest reading of the county as a whole and of all."""

    period: str
    last_on: date
    value: Decimal


@dataclass(frozen=True)
class Judgement:
    """How an indicator stands and why. `course` is what the newest reading says by itself, overdue or not."""

    aim: Aim
    standing: Standing
    course: Standing
    newest: Newest | None
    awaited: Awaited | None
    is_due: bool

    @property
    def path(self) -> Decimal | None:
        """Where the path was when the newest reading was true."""
        return self.aim.path_at(self.newest.last_on) if self.newest else None

    @property
    def shortfall(self) -> Decimal | None:
        """How much worse than the path the newest reading is; negative when it is better."""
        return self.aim.shortfall(self.newest.value, self.newest.last_on) if self.newest else None

    @property
    def is_reached(self) -> bool:
        """Whether the newest reading is at the target or beyond."""
        return self.newest is not None and self.aim.is_reached_by(self.newest.value)


def judge(aim: Aim, newest: Newest | None, *, since: date, today: date, is_followed: bool = True) -> Judgement:
    """How the indicator stands on the day.

    :param since: the day from which it is followed
    :param is_followed: False where nobody is to make readings any more, as in a closed roadmap
    """
    course = _course(aim, newest)
    awaited = (
        next_awaited(
            aim.frequency,
            newest=newest.last_on if newest else None,
            baseline_year=aim.baseline_year,
            since=since,
            target_year=aim.target_year,
        )
        if is_followed
        else None
    )
    is_overdue = awaited is not None and awaited.is_overdue(today)
    return Judgement(
        aim=aim,
        standing=Standing.OVERDUE if is_overdue else course,
        course=course,
        newest=newest,
        awaited=awaited,
        is_due=awaited is not None and awaited.is_due(today),
    )


def _course(aim: Aim, newest: Newest | None) -> Standing:
    if newest is None:
        return Standing.NO_READING
    if aim.is_reached_by(newest.value):
        return Standing.ON_TRACK
    shortfall, leeway = aim.shortfall(newest.value, newest.last_on), aim.leeway
    if shortfall is None or leeway is None:
        return Standing.NO_PATH
    return Standing.ON_TRACK if shortfall <= leeway else Standing.BEHIND
