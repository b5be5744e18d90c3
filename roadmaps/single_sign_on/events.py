"""What happens around accounts at other providers. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event
from roadmaps.single_sign_on.failures import Why


@dataclass(frozen=True)
class ProviderAccountTied(Event):
    """An account at a provider opens the door for a person from now on. `tie` is a value of `models.Tie`."""

    account_id: UUID
    person_id: UUID
    provider: str
    tie: str
    at: datetime


@dataclass(frozen=True)
class ProviderAccountUntied(Event):
    """An account at a provider opens the door for the person no more."""

    account_id: UUID
    person_id: UUID
    provider: str
    at: datetime


@dataclass(frozen=True)
class SignedInByProvider(Event):
    """A person came in with an account at a provider; the sign-in may still wait for a second step."""

    account_id: UUID
    person_id: UUID
    sign_in_id: UUID
    provider: str
    is_strong: bool
    at: datetime


@dataclass(frozen=True)
class ProviderSignInRefused(Event):
    """Somebody came back from a provider, or a provider told something, that was not believed or led nowhere."""

    provider: str
    why: Why
    at: datetime


@dataclass(frozen=True)
class SignedOutAtProvider(Event):
    """A provider has said that somebody signed out there; their sign-ins here that came by it are ended."""

    provider: str
    account_id: UUID | None
    ended: int
    at: datetime
