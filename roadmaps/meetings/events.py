"""What this room announces. The secret in a letter's link is only here; it is never stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from roadmaps.foundation.events import Event


class Occasion(StrEnum):
    """What a letter to a participant is about."""

    INVITED = "invited"
    CHANGED = "changed"
    REMINDED = "reminded"
    CANCELLED = "cancelled"
    TOLD = "told"


@dataclass(frozen=True)
class MeetingEvent(Event):
    """Something about one meeting. `area_id` is None for the whole county, `person_id` when it happened by itself."""

    meeting_id: UUID
    area_id: UUID | None
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class MeetingPlanned(MeetingEvent):
    """A meeting has been planned; nobody has been told yet."""


@dataclass(frozen=True)
class MeetingInvited(MeetingEvent):
    """The first invitations have been sent."""


@dataclass(frozen=True)
class MeetingMoved(MeetingEvent):
    """Its time, place or link is another, after invitations had been sent."""


@dataclass(frozen=True)
class MeetingCancelled(MeetingEvent):
    """It does not take place."""

    reason: str


@dataclass(frozen=True)
class ParticipantTold(Event):
    """A letter to a participant is to be written. `token` is the secret of the link in it."""

    occasion: Occasion
    meeting_id: UUID
    participant_id: UUID
    token: str
    at: datetime
    words: str = ""


@dataclass(frozen=True)
class InputWritten(MeetingEvent):
    """Something that was said has been written down."""

    input_id: UUID


@dataclass(frozen=True)
class InputSettled(MeetingEvent):
    """It was told what becomes of something that was said; `fate` is a value of `words.Fate`."""

    input_id: UUID
    fate: str
