"""How a reader looks at the timeline: by what it is grouped, and how close. The address of the page holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.partial_dates import EARLIEST_YEAR, LATEST_YEAR, PartialDate, read_partial_date
from roadmaps.foundation.sentences import N_


class Grouping(StrEnum):
    """What the rows stand together by."""

    GOAL = "goal"
    ORGANISATION = "organisation"
    STATUS = "status"
    AREA = "area"


class Zoom(StrEnum):
    """How much time the timeline shows."""

    WHOLE = "whole"
    YEAR = "year"
    QUARTER = "quarter"


GROUPING_LABELS = {
    Grouping.GOAL: N_("By goal"),
    Grouping.ORGANISATION: N_("By leading organisation"),
    Grouping.STATUS: N_("By status"),
    Grouping.AREA: N_("By strength area"),
}
ZOOM_LABELS = {Zoom.WHOLE: N_("Whole period"), Zoom.YEAR: N_("One year"), Zoom.QUARTER: N_("One quarter")}


@dataclass(frozen=True)
class Look:
    """Grouping, zoom, and for a year or a quarter which one. What an address says that is no such value is left out."""

    grouping: Grouping
    zoom: Zoom
    at: PartialDate
    usual: Grouping

    @classmethod
    def of(cls, asked: Mapping[str, str], *, usual: Grouping, today: date) -> Self:
        """The look that an address holds; `usual` is the grouping where it says nothing."""
        offered = {Grouping.GOAL, Grouping.ORGANISATION, Grouping.STATUS, usual}
        by, zoom = asked.get("by", ""), asked.get("zoom", "")
        chosen = Zoom(zoom) if zoom in set(Zoom) else Zoom.WHOLE
        return cls(
            grouping=Grouping(by) if by in offered else usual,
            zoom=chosen,
            at=_stretch(asked.get("at", ""), chosen, today),
            usual=usual,
        )

    @property
    def chosen(self) -> dict[str, str]:
        """What an address must hold for the same look; nothing for the usual one."""
        held = {} if self.grouping is self.usual else {"by": str(self.grouping)}
        return held if self.zoom is Zoom.WHOLE else held | {"zoom": str(self.zoom), "at": str(self.at)}

    @property
    def groupings(self) -> list[Grouping]:
        """What there is to group by here, the usual one first."""
        return [self.usual, *(one for one in Grouping if one not in {self.usual, Grouping.AREA})]

    def by(self, grouping: Grouping) -> "Look":
        """The same time, grouped otherwise."""
        return replace(self, grouping=grouping)

    def zoomed(self, zoom: Zoom, today: date) -> "Look":
        """The same groups, closer or from further away; around today, unless a time within has been chosen."""
        around = self.at.first if self.zoom is not Zoom.WHOLE and not _holds(self.at, today) else today
        return replace(self, zoom=Zoom(zoom), at=_around(around, Zoom(zoom)))

    def stepped(self, steps: int) -> "Look | None":
        """One year or quarter later (or earlier, below zero); None where dates end."""
        months = (12 if self.zoom is Zoom.YEAR else 3) * steps
        year, month = divmod(self.at.first.year * 12 + self.at.first.month - 1 + months, 12)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            return None
        return replace(self, at=_around(date(year, month + 1, 1), self.zoom))


def _stretch(text: str, zoom: Zoom, today: date) -> PartialDate:
    try:
        return _around(read_partial_date(text).first, zoom)
    except Fault:
        return _around(today, zoom)


def _around(day: date, zoom: Zoom) -> PartialDate:
    return read_partial_date(f"{day.year}-Q{(day.month + 2) // 3}" if zoom is Zoom.QUARTER else f"{day.year:04}")


def _holds(stretch: PartialDate, day: date) -> bool:
    return stretch.first <= day <= stretch.last
