"""What happens in discovery, as facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class _OfFinding(Event):
    finding_id: UUID
    roadmap_id: UUID
    area_id: UUID
    at: datetime


@dataclass(frozen=True)
class FindingCame(_OfFinding):
    """Recorded when somebody has told of a need, an idea or a strength, or one has been taken in."""

    standing: Standing


@dataclass(frozen=True)
class FindingShown(_OfFinding):
    """Recorded when one that waited, or was set aside, can be read by all."""


@dataclass(frozen=True)
class FindingSetAside(_OfFinding):
    """Recorded when one is not shown, or not any more."""

    reason: str


class Occasion(StrEnum):
    """Why whoever told of something gets a letter."""

    RECEIVED = "received"
    SET_ASIDE = "set_aside"
    DECIDED = "decided"


@dataclass(frozen=True)
class FinderTold(Event):
    """Recorded for each who is told what became of a finding.

    Whoever has an account is named by `person_id`; others by `email`, and `token` is the secret of the link in their
    letter. `decision_id` tells which decision it is about.
    """

    occasion: Occasion
    finding_id: UUID
    person_id: UUID | None
    email: str
    token: str
    at: datetime
    decision_id: UUID | None = None


@dataclass(frozen=True)
class _OfCandidate(Event):
    candidate_id: UUID
    roadmap_id: UUID
    area_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class CandidateBegun(_OfCandidate):
    """Recorded when findings have been made into something to choose or not."""


@dataclass(frozen=True)
class CandidateDecided(_OfCandidate):
    """Recorded when it has been decided about, also when it is to be considered again."""

    state: CandidateState
    decision_id: UUID


@dataclass(frozen=True)
class CandidateBecame(_OfCandidate):
    """Recorded when a goal or an activity has been written from it, or tied to it."""

    block_id: UUID
    is_new: bool
