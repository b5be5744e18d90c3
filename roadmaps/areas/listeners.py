"""What areas hear from below: an accepted invitation gives the roles that it promised."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.events import InvitationAccepted
from roadmaps.areas.models import Area, Role
from roadmaps.areas.rules import keep_promise
from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.events import Listeners


def give_promised_roles(session: Session, accepted: InvitationAccepted) -> None:
    """Give the roles, in the transaction that accepts the invitation."""
    for grant in accepted.grants:
        area = session.get(Area, UUID(grant["area_id"]))
        if area is not None:
            keep_promise(
                session,
                area,
                accepted.person_id,
                Role(grant["role"]),
                on=accepted.at.astimezone(LOCAL).date(),
                at=accepted.at,
                promised_by_id=accepted.invited_by_id,
            )


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(InvitationAccepted, give_promised_roles)
