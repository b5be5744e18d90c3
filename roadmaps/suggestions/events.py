"""What happens to suggestions, as facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class _About(Event):
    suggestion_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class SuggestionSent(_About):
    """Recorded when a draft has been sent to those who decide."""


@dataclass(frozen=True)
class SuggestionMended(_About):
    """Recorded when its proposer has changed what it says."""


@dataclass(frozen=True)
class SuggestionOutdated(_About):
    """Recorded when the text has moved on so that the suggestion cannot be merged any more; nobody did it to it."""


@dataclass(frozen=True)
class MoreAsked(_About):
    """Recorded when the process leader wants to know more before deciding."""

    words: str


@dataclass(frozen=True)
class SuggestionDecided(_About):
    """Recorded when it was accepted, accepted in part, declined or joined with another; `state` says which."""

    state: str
    reason: str
    revision_number: int | None


@dataclass(frozen=True)
class DecisionTakenBack(_About):
    """Recorded when a decision was undone, so that the suggestion waits again."""

    reason: str


@dataclass(frozen=True)
class SuggestionWithdrawn(_About):
    """Recorded when its proposer has taken it back."""


@dataclass(frozen=True)
class StanceTaken(_About):
    """Recorded when an organisation has said what it thinks of a suggestion."""

    organisation_id: UUID
    stance: str


@dataclass(frozen=True)
class SuggestionReleased(_About):
    """Recorded when what somebody new sent has been looked at and can be read by all; `person_id` has released it."""


@dataclass(frozen=True)
class SuggestionNotReleased(_About):
    """Recorded when what somebody new sent has been looked at and was not released."""

    reason: str
