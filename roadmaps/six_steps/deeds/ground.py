"""Where it is looked: some roadmaps, with or without the county as a whole, for somebody, at a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute, Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.clock import day_of
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Ground:
    """What every finder is given."""

    session: Session
    roadmaps: tuple[Roadmap, ...]
    is_county: bool
    actor: Actor | None
    at: datetime

    @cached_property
    def by_history(self) -> dict[UUID, Roadmap]:
        """The roadmaps by their histories."""
        return {one.history_id: one for one in self.roadmaps}

    @cached_property
    def by_id(self) -> dict[UUID, Roadmap]:
        """The roadmaps by their ids."""
        return {one.id: one for one in self.roadmaps}

    @cached_property
    def by_area(self) -> dict[UUID, Roadmap]:
        """The roadmaps by their areas."""
        return {one.area_id: one for one in self.roadmaps}

    def is_here(self, column: InstrumentedAttribute[UUID | None]) -> ColumnElement[bool]:
        """That something of an area, or (empty) of the whole county, belongs here."""
        within = column.in_(list(self.by_area))
        return or_(within, column.is_(None)) if self.is_county else within

    def slug_of(self, area_id: UUID | None) -> str:
        """The address of the area; empty for the whole county."""
        return self.by_area[area_id].area.slug if area_id in self.by_area else ""

    @property
    def today(self) -> date:
        """The day, in Sweden."""
        return day_of(self.at)
