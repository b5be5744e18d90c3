"""What this room announces."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class FittingActivity:
    """An activity that a call fits, with the organisations that lead it or take part."""

    activity_id: UUID
    title: str
    area: str
    organisation_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class CallTold(Event):
    """Those who lead an area want everybody to know whose activities fit a call. Recorded once for each activity."""

    call_id: UUID
    activities: tuple[FittingActivity, ...]
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CallClosing(Event):
    """A call closes soon, and somebody has said that an organisation wants something with it. Recorded once a person."""

    call_id: UUID
    person_id: UUID
    organisation_id: UUID
    closes_on: date
    at: datetime


@dataclass(frozen=True)
class AssessmentFinished(Event):
    """The sheet on an application is no draft any more."""

    assessment_id: UUID
    call_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime
