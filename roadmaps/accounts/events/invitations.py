"""What happens to invitations."""

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
