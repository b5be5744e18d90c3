"""What happens to areas and roles. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class AreaCreated(Event):
    """There is a new area. Its roadmap is made by the room that hears this."""

    area_id: UUID
    name: str
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class AreaRenamed(Event):
    """An area has another name, and perhaps another address; the old address leads on."""

    area_id: UUID
    old_name: str
    new_name: str
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class AreaDescribed(Event):
    """An area's description or colour is another."""

    area_id: UUID
    by_id: UUID


@dataclass(frozen=True)
class AreasReordered(Event):
    """The areas stand in another order."""

    area_ids: tuple[UUID, ...]
    by_id: UUID


@dataclass(frozen=True)
class AreaArchived(Event):
    """An area has left the lists; it is kept for its history."""

    area_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class AreaReopened(Event):
    """An archived area is back."""

    area_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class RoleGranted(Event):
    """A person has been given a role in an area, for days that may lie ahead."""

    grant_id: UUID
    area_id: UUID
    person_id: UUID
    role: str
    from_on: date
    until_on: date | None
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class RoleDatesChanged(Event):
    """A person holds a role for other days than before."""

    grant_id: UUID
    area_id: UUID
    person_id: UUID
    role: str
    from_on: date
    until_on: date | None
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class RoleEnded(Event):
    """A person's role has been ended. A role that runs out on its last day announces nothing.

    `by_id` is empty where no person did it, as when somebody has left a group of their organisation.
    """

    grant_id: UUID
    area_id: UUID
    person_id: UUID
    role: str
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class AreaHandedOver(Event):
    """The function of process leader has gone from one person to another, from a day on.

    `from_person_id` is None where the post was vacant.
    """

    area_id: UUID
    from_person_id: UUID | None
    to_person_id: UUID
    from_on: date
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PersonMuted(Event):
    """A person may not write until a day has passed, in an area or (area_id None) everywhere."""

    mute_id: UUID
    area_id: UUID | None
    person_id: UUID
    reason: str
    until_on: date
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PersonUnmuted(Event):
    """Someone has let a person write again, before the day that was said."""

    mute_id: UUID
    area_id: UUID | None
    person_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class SuccessorNamed(Event):
    """Somebody has been named to take over as process leader, and can do so from now on."""

    area_id: UUID
    person_id: UUID
    by_id: UUID
    at: datetime
