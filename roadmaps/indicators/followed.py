"""Indicators as pages show them: each with its readings and how it stands, read with a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.indicators.aims import Aim
from roadmaps.indicators.chart import LARGE, SMALL, Chart, Measured, Size, draw
from roadmaps.indicators.models import Reading
from roadmaps.indicators.policy import responsible_for
from roadmaps.indicators.queries import standing_of, standing_totals
from roadmaps.indicators.states import Judgement, Newest, judge
from roadmaps.revisions.models import BlockVersion, Revision
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.values import Shown, date_in_words


@dataclass(frozen=True)
class Followed:
    """One indicator with what has been read of the county as a whole and of all, oldest first.

    `responsible` is the organisation's name of today. `readings`, every reading that stands, is there only where a page
    asks for it.
    """

    roadmap: Roadmap
    block: BlockState
    totals: Sequence[Measured]
    judged: Judgement
    responsible: str | None = None
    readings: Sequence[Reading] = ()

    @property
    def id(self) -> UUID:
        """The block's id."""
        return self.block.id

    @property
    def title(self) -> str:
        """What is measured."""
        return str(self.block.content["title"])

    @property
    def aim(self) -> Aim:
        """Where it is to go."""
        return self.judged.aim

    @property
    def newest_in_words(self) -> Shown | None:
        """The period of the newest reading, for people."""
        newest = self.judged.newest
        return date_in_words(read_partial_date(newest.period)) if newest else None

    @cached_property
    def small_chart(self) -> Chart:
        """For lists and cards."""
        return self._chart(SMALL)

    @cached_property
    def large_chart(self) -> Chart:
        """For the indicator's own page."""
        return self._chart(LARGE)

    def _chart(self, size: Size) -> Chart:
        return draw(self.aim, self.totals, size=size)


def follow(
    session: Session,
    indicators: Iterable[tuple[Roadmap, BlockState]],
    *,
    today: date,
    organisations: Mapping[UUID, str] | None = None,
) -> list[Followed]:
    """The indicators with their readings and how they stand on the day. At most two queries."""
    pairs = list(indicators)
    totals = standing_totals(session, [block.id for _, block in pairs])
    since = followed_since(session, [block.id for _, block in pairs if block.id not in totals])
    names = organisations or {}
    return [
        Followed(
            roadmap=roadmap,
            block=block,
            totals=totals.get(block.id, ()),
            judged=judge(
                Aim.of(block.content),
                _newest(totals.get(block.id, ())),
                since=since.get(block.id, today),
                today=today,
                is_followed=is_followed(roadmap) and not block.is_removed,
            ),
            responsible=names.get(responsible) if (responsible := responsible_for(block)) else None,
        )
        for roadmap, block in pairs
    ]


def with_readings(session: Session, followed: Followed) -> Followed:
    """The same with every reading that stands, of municipalities and sexes too."""
    return replace(followed, readings=session.scalars(standing_of([followed.id])).all())


def is_followed(roadmap: Roadmap) -> bool:
    """Whether somebody is still to make readings in the roadmap."""
    return roadmap.state.is_open_for_comments and not roadmap.area.is_archived


def measured(readings: Iterable[Reading]) -> list[Measured]:
    """The readings as a chart takes them."""
    return [Measured(one.period, one.last_on, one.value) for one in readings if one.value is not None]


def _newest(totals: Sequence[Measured]) -> Newest | None:
    return Newest(totals[-1].period, totals[-1].last_on, totals[-1].value) if totals else None


def followed_since(session: Session, indicator_ids: Sequence[UUID]) -> dict[UUID, date]:
    """The day on which each of these indicators was first written down."""
    if not indicator_ids:
        return {}
    rows = session.execute(
        select(BlockVersion.block_id, func.min(Revision.written_at))
        .join(
            Revision,
            and_(Revision.history_id == BlockVersion.history_id, Revision.number == BlockVersion.number),
        )
        .where(BlockVersion.block_id.in_(indicator_ids))
        .group_by(BlockVersion.block_id)
    )
    return {block_id: day_of(first) for block_id, first in rows}
