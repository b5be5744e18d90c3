"""What happens to people's data. Identities, numbers and words of the product only: never what was kept."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event
from roadmaps.privacy.models import Outcome, Wish


@dataclass(frozen=True)
class DataTakenHome(Event):
    """Everything that is kept about a person, or (`person_id` None) at an address, was given out."""

    person_id: UUID | None
    by_id: UUID
    rows: int
    at: datetime


@dataclass(frozen=True)
class PrivacyAsked(Event):
    """A person asks for something to be done with what is kept about them."""

    request_id: UUID
    person_id: UUID
    wish: Wish
    at: datetime


@dataclass(frozen=True)
class PrivacyAnswered(Event):
    """That has been answered."""

    request_id: UUID
    person_id: UUID
    outcome: Outcome
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class ErasureBegun(Event):
    """Somebody's data is to be taken away; `person_id` is empty for who has no account."""

    erasure_id: UUID
    person_id: UUID | None
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class NamedPlacesDecided(Event):
    """What is to be done where a name stands in texts."""

    erasure_id: UUID
    replaced: int
    left: int
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class OtherWordsGiven(Event):
    """By what else the person is to be looked for. The words themselves are not told."""

    erasure_id: UUID
    words: int
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class ErasureProposed(Event):
    """A coordinator has looked at everything; another is to confirm it."""

    erasure_id: UUID
    person_id: UUID | None
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class ErasureStopped(Event):
    """It is not to be done after all."""

    erasure_id: UUID
    person_id: UUID | None
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PersonErased(Event):
    """Somebody's data is gone; what the history needs leads to a name that says nothing of who it was.

    Their address is told for the last letter alone, as it stands nowhere else any more.
    """

    erasure_id: UUID
    person_id: UUID | None
    rows: int
    by_id: UUID
    at: datetime
    email: str = field(repr=False)
    name: str = field(repr=False)
    language: str


@dataclass(frozen=True)
class DataWeeded(Event):
    """What was past its time is gone. `by_id` is empty for what goes by itself."""

    period: str
    before: datetime
    count: int
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class PeriodChosen(Event):
    """A class of data is kept for another time than before."""

    period: str
    days: int
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PrivacyFactsSet(Event):
    """Who answers for the site is told anew."""

    facts_id: UUID
    by_id: UUID
    at: datetime
