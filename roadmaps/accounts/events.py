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
    """The link of an invitation has been stopped; `by_id` is empty where whoever made it may no longer make it.

    What took the right from them has an event of its own, which tells by whom.
    """

    invitation_id: UUID
    by_id: UUID | None
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
class OrganisationChosen(Event):
    """A person has said for whom they act in a browser."""

    person_id: UUID
    organisation_id: UUID
    sign_in_id: UUID


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
    """A person no longer acts for an organisation; `by_id` is empty where the organisation's own sign-in says so."""

    organisation_id: UUID
    person_id: UUID
    by_id: UUID | None


@dataclass(frozen=True)
class MemberProposed(Event):
    """Somebody who may not decide it has proposed that a person acts for an organisation; coordinators decide."""

    proposal_id: UUID
    organisation_id: UUID
    person_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class ProposedMemberSettled(Event):
    """A coordinator has decided about it; where it was confirmed, there is a membership too."""

    proposal_id: UUID
    organisation_id: UUID
    person_id: UUID
    by_id: UUID
    is_confirmed: bool
    at: datetime
