"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class RecordsRequestBegun(Event):
    """Recorded when somebody begins to prepare public records."""

    request_id: UUID
    roadmap_id: UUID
    number: int
    person_id: UUID


@dataclass(frozen=True)
class RecordsRead(Event):
    """Recorded when somebody opens one thing of a request that not everybody can read; `key` names the thing."""

    request_id: UUID
    key: str
    person_id: UUID


@dataclass(frozen=True)
class RecordsChosen(Event):
    """Recorded when it is chosen for some things whether they are given out."""

    request_id: UUID
    count: int
    is_given_out: bool
    person_id: UUID


@dataclass(frozen=True)
class WordsMasked(Event):
    """Recorded when words are to be taken out; `key` is empty for everywhere. The words themselves are not told."""

    request_id: UUID
    key: str
    count: int
    person_id: UUID


@dataclass(frozen=True)
class MaskTakenAway(Event):
    """Recorded when words are not to be taken out after all."""

    request_id: UUID
    mask_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class RecordsDecided(Event):
    """Recorded when it is decided what is given out; `sha256` is of the package's data."""

    request_id: UUID
    roadmap_id: UUID
    number: int
    given_out: int
    masked: int
    withheld: int
    sha256: str
    person_id: UUID


@dataclass(frozen=True)
class RecordsSetAside(Event):
    """Recorded when a request is set aside without a decision."""

    request_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class RecordsFetched(Event):
    """Recorded when somebody fetches the package of a decided request."""

    request_id: UUID
    person_id: UUID
