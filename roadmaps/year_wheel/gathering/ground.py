"""What every gatherer needs: the days, the place, who looks and which areas' working versions they may read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to


@dataclass(frozen=True)
class Ground:
    """`roadmaps` are those that the viewer may read, here or (area None) anywhere; archived ones are left out."""

    session: Session
    first: date
    last: date
    area: Area | None
    viewer: Actor | None
    on: date
    roadmaps: Collection[Roadmap]
    readable: Collection[UUID]

    @classmethod
    def of(
        cls, session: Session, first: date, last: date, *, area: Area | None, viewer: Actor | None, on: date
    ) -> "Ground":
        """With the roadmaps that there are. One query."""
        everything = session.scalars(visible_to(viewer)).unique().all()
        here = [one for one in everything if area is None or one.area_id == area.id]
        running = [one for one in here if not one.area.is_archived]
        readable = frozenset(one.area_id for one in everything)
        return cls(session, first, last, area, viewer, on, running, readable)

    def is_here(self, area_id: UUID | None) -> bool:
        """Whether something of the area (None: of the whole county) stands in this wheel."""
        return self.area is None or area_id is None or area_id == self.area.id

    def within(self, day: date | None) -> bool:
        """Whether the day is one of these."""
        return day is not None and self.first <= day <= self.last
