"""The indicators of a version with the readings that it holds, and how each stood on its day. No session."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.indicators.aims import Aim
from roadmaps.indicators.chart import Chart, Measured, draw
from roadmaps.indicators.models import Sex
from roadmaps.indicators.states import Judgement, Newest, judge
from roadmaps.indicators.svg import PRINTED
from roadmaps.revisions.states import BlockState
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.format import MeasuredFacts, ReadingFacts


@dataclass(frozen=True)
class Followed:
    """One indicator. `totals` are of the county as a whole and of all, `parts` of municipalities, women and men."""

    block: BlockState
    judged: Judgement
    totals: Sequence[ReadingFacts]
    parts: Sequence[ReadingFacts]

    @property
    def aim(self) -> Aim:
        """Where it is to go."""
        return self.judged.aim

    @property
    def chart(self) -> Chart:
        """The chart for paper."""
        return draw(self.aim, [measured(one) for one in self.totals], size=PRINTED)


def followed_in(making: Making) -> list[Followed]:
    """Every indicator, in reading order."""
    told = {one.indicator: one for one in making.edition.file.measured}
    return [
        _followed(making, block, told.get(block.id)) for block in making.edition.document.state.of_kind("indicator")
    ]


def measured(reading: ReadingFacts) -> Measured:
    """The reading as a chart takes it."""
    return Measured(reading.period, read_partial_date(reading.period).last, Decimal(reading.value))


def _followed(making: Making, block: BlockState, told: MeasuredFacts | None) -> Followed:
    readings = told.readings if told else []
    totals = [one for one in readings if one.municipality is None and one.sex is Sex.ALL]
    last = measured(totals[-1]) if totals else None
    judged = judge(
        Aim.of(block.content),
        Newest(last.period, last.last_on, last.value) if last else None,
        since=(told.since if told else None) or making.day,
        today=making.day,
        is_followed=making.edition.file.roadmap.phase.is_open_for_comments,
    )
    return Followed(block, judged, totals, [one for one in readings if one not in totals])
