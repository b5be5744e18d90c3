"""What happens to people, organisations and sign-ins. Each is recorded in the unit of work that makes it true.

Two of them carry a secret (`token`), as only its hash is stored: whoever writes letters needs it for the link, and
nobody else may keep it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class InvitationMade(Event):
    """Someone is invited, or sent a new link: then the old one has stopped working."""

    invitation_id: UUID
    email: str
    name: str
    language: str
    inviter_name: str
    organisation_name: str
    place: str
    expires_at: datetime
    token: str = field(repr=False)
    is_again: bool = False
    invited_by_id: UUID | None = None


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """A person has taken up an invitation. `grants` are the roles it promised, for the room that gives them."""

    invitation_id: UUID
    person_id: UUID
    invited_by_id: UUID | None
    grants: tuple[dict[str, Any], ...]
    at: datetime
    is_new_person: bool


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    """The link of an invitation has been stopped."""

    invitation_id: UUID
    by_id: UUID
    at: datetime


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
    """A person has become coordinator; `by_id` is empty for the command line."""

    person_id: UUID
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class CoordinatorDismissed(Event):
    """A person is no longer coordinator."""

    person_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class SignedIn(Event):
    """A person has signed in with a password or a link."""

    person_id: UUID
    sign_in_id: UUID
    at: datetime


@dataclass(frozen=True)
class SignInsEnded(Event):
    """One or more browsers have been signed out."""

    person_id: UUID
    sign_in_ids: tuple[UUID, ...]
    at: datetime


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
class PasswordChanged(Event):
    """A person's password is another, by the person or by a link in a letter (`by_reset`)."""

    person_id: UUID
    email: str
    name: str
    language: str
    at: datetime
    by_reset: bool = False


@dataclass(frozen=True)
class OrganisationAdded(Event):
    """There is a new organisation."""

    organisation_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class OrganisationChanged(Event):
    """An organisation's name or other facts are others."""

    organisation_id: UUID
    by_id: UUID
    old_name: str
    new_name: str


@dataclass(frozen=True)
class OrganisationArchived(Event):
    """An organisation is no longer offered; its name stays on what it did."""

    organisation_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class OrganisationReopened(Event):
    """An organisation is offered again."""

    organisation_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class MemberAdded(Event):
    """A person acts for an organisation."""

    organisation_id: UUID
    person_id: UUID
    by_id: UUID | None


@dataclass(frozen=True)
class MemberRemoved(Event):
    """A person no longer acts for an organisation."""

    organisation_id: UUID
    person_id: UUID
    by_id: UUID
