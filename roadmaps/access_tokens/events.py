"""What happens to access tokens and service accounts. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class AccessTokenMade(Event):
    """Somebody has made a token for themselves, or a coordinator one for a service account."""

    token_id: UUID
    person_id: UUID
    by_id: UUID
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime
    at: datetime


@dataclass(frozen=True)
class AccessTokenEnded(Event):
    """A token lets nobody in any more: it was ended by its owner or a coordinator, or (by_id None) by a theft that was told."""

    token_id: UUID
    person_id: UUID
    by_id: UUID | None
    name: str
    at: datetime


@dataclass(frozen=True)
class AccessTokenExpires(Event):
    """A token will let nobody in before long. `receiver_id` is who can make a new one."""

    token_id: UUID
    person_id: UUID
    receiver_id: UUID
    name: str
    expires_at: datetime
    at: datetime


@dataclass(frozen=True)
class ServiceAccountMade(Event):
    """An organisation's program has an account of its own."""

    person_id: UUID
    organisation_id: UUID
    by_id: UUID
    at: datetime
