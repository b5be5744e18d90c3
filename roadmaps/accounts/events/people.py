"""What happens to people, their addresses and their being coordinators."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class PersonRegistered(Event):
    """There is a new person."""

    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class PersonChanged(Event):
    """A person's name or language is another."""

    person_id: UUID
    by_id: UUID


@dataclass(frozen=True)
class EmailChanged(Event):
    """A person's address is another; both are told, so that a thief does not go unnoticed."""

    person_id: UUID
    name: str
    language: str
    old_email: str
    new_email: str


@dataclass(frozen=True)
class EmailChangeAsked(Event):
    """A person wants another address. The new one gets a link that keeps it (`token`), the old one a link that stops it.

    Where the new address is somebody's already, it gets no link (`is_taken`): nobody learns by asking who is here.
    """

    person_id: UUID
    name: str
    language: str
    old_email: str
    new_email: str
    expires_at: datetime
    stops_until: datetime
    at: datetime
    is_taken: bool
    token: str = field(repr=False)
    stop_token: str = field(repr=False)


@dataclass(frozen=True)
class EmailChangeStopped(Event):
    """A change of address has been taken back; `was_kept` when the new one had been in use already.

    Where it was stopped as a theft, every browser is signed out and the password is worth nothing, and rooms that keep other
    ways in take away those that have come since `doubted_since`. It is None where the person only thought better of it.
    """

    person_id: UUID
    was_kept: bool
    at: datetime
    doubted_since: datetime | None = None


@dataclass(frozen=True)
class PersonDeactivated(Event):
    """A person can no longer sign in; the name stays on what was done."""

    person_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PersonReactivated(Event):
    """A person can sign in again."""

    person_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class CoordinatorAppointed(Event):
    """A person has become coordinator; `by_id` is empty for the command line and for the organisation's own sign-in."""

    person_id: UUID
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class CoordinatorDismissed(Event):
    """A person is no longer coordinator; `by_id` is empty where the organisation's own sign-in says so."""

    person_id: UUID
    by_id: UUID | None
    at: datetime
