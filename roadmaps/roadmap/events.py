"""What the roadmap announces."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class RoadmapBegun(Event):
    """Recorded when an area has got its roadmap."""

    roadmap_id: UUID
    area_id: UUID
    person_id: UUID | None


@dataclass(frozen=True)
class PhaseChanged(Event):
    """Recorded when a roadmap has gone from one state to another."""

    roadmap_id: UUID
    area_id: UUID
    phase: str
    reason: str
    person_id: UUID | None


@dataclass(frozen=True)
class NextStepDue(Event):
    """Recorded for each of those who lead when a next step's day has come, or a roadmap has rested for long."""

    roadmap_id: UUID
    area_id: UUID
    person_id: UUID
    phase: str
    since: date
    next_step: str
    next_on: date | None
    at: datetime


@dataclass(frozen=True)
class Locked(Event):
    """Recorded when a block, a section or (neither) the whole roadmap is kept as it is, perhaps until a day."""

    roadmap_id: UUID
    area_id: UUID
    block_id: UUID | None
    title: str
    reason: str
    person_id: UUID | None
    section: str
    until_on: date | None
    at: datetime


@dataclass(frozen=True)
class Unlocked(Event):
    """Recorded when a lock has been lifted."""

    roadmap_id: UUID
    area_id: UUID
    block_id: UUID | None
    title: str
    person_id: UUID | None
    section: str
    at: datetime


@dataclass(frozen=True)
class WorkingVersionShown(Event):
    """Recorded when the working version has become public, or (is_public false) has ceased to be."""

    roadmap_id: UUID
    area_id: UUID
    is_public: bool
    person_id: UUID | None
