"""What happens to organisations and those who act for them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


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
