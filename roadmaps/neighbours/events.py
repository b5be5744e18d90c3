"""What this room announces. The secret in an address is never told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class RoadmapShared(Event):
    """Recorded when a link for a partner has been made."""

    link_id: UUID
    roadmap_id: UUID
    area_id: UUID
    recipient: str
    until_on: date
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ShareRevoked(Event):
    """Recorded when such a link shows nothing any more, before its last day."""

    link_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class NeighbourMirrored(Event):
    """Recorded when a version of a neighbour's roadmap has been brought in, the first or a newer one."""

    mirror_id: UUID
    area_id: UUID | None
    region: str
    number: int
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class NewerSeen(Event):
    """Recorded once for each version that a neighbour has published and that is not here yet."""

    mirror_id: UUID
    area_id: UUID | None
    region: str
    at: datetime


@dataclass(frozen=True)
class MirrorEnded(Event):
    """Recorded when a neighbour's roadmap is no longer followed."""

    mirror_id: UUID
    area_id: UUID | None
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ActivityTied(Event):
    """Recorded when an activity here has been tied to one of a neighbour."""

    tie_id: UUID
    roadmap_id: UUID
    area_id: UUID
    block_id: UUID
    mirror_id: UUID
    sort: str
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class ActivityUntied(Event):
    """Recorded when such a tie has been taken away."""

    tie_id: UUID
    roadmap_id: UUID
    area_id: UUID
    block_id: UUID
    person_id: UUID
    at: datetime
