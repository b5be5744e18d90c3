"""What happens when people sign in, show who they are and choose passwords."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class OrganisationChosen(Event):
    """A person has said for whom they act in a browser."""

    person_id: UUID
    organisation_id: UUID
    sign_in_id: UUID


@dataclass(frozen=True)
class SignedIn(Event):
    """A person has signed in; `way` is a value of `models.Way`."""

    person_id: UUID
    sign_in_id: UUID
    at: datetime
    way: str = ""


@dataclass(frozen=True)
class SignInFailed(Event):
    """Somebody could not show who they are. `person_id` is whose account was tried, if it is anybody's."""

    person_id: UUID | None
    way: str
    at: datetime


@dataclass(frozen=True)
class ShownAgain(Event):
    """A person has shown once more, in a browser where they were signed in, who they are."""

    person_id: UUID
    sign_in_id: UUID
    is_strong: bool
    at: datetime


@dataclass(frozen=True)
class SignInsEnded(Event):
    """One or more browsers have been signed out: by the person, by a coordinator, or by what was done to the account."""

    person_id: UUID
    sign_in_ids: tuple[UUID, ...]
    at: datetime
    by_id: UUID | None = None


@dataclass(frozen=True)
class PasswordResetAsked(Event):
    """Someone asked for a link to choose a new password for an account that exists."""

    person_id: UUID
    email: str
    name: str
    language: str
    expires_at: datetime
    token: str = field(repr=False)


@dataclass(frozen=True)
class SignInLinkAsked(Event):
    """Someone asked for a link to sign in, or to show once more who they are (`is_proof`), for an account that exists."""

    person_id: UUID
    email: str
    name: str
    language: str
    expires_at: datetime
    at: datetime
    is_proof: bool
    token: str = field(repr=False)


@dataclass(frozen=True)
class PasswordChanged(Event):
    """A person's password is another, by the person or by a link in a letter (`by_reset`).

    `other_ways` are the labels of what else the person can get in with, or shows beside the password, after a reset.
    """

    person_id: UUID
    email: str
    name: str
    language: str
    at: datetime
    by_reset: bool = False
    removed_other_ways: bool = False
    other_ways: tuple[str, ...] = ()
