"""What areas hear from below: an accepted invitation gives the roles that it promised, as long as they may be promised."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.events import CoordinatorDismissed, InvitationAccepted, PersonDeactivated
from roadmaps.areas.actors import load_actor
from roadmaps.areas.events import RoleDatesChanged, RoleEnded
from roadmaps.areas.models import Area, Role
from roadmaps.areas.rules import keep_promise, withdraw_what_does_not_hold
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners


def give_promised_roles(session: Session, accepted: InvitationAccepted) -> None:
    """Give the roles, in the transaction that accepts the invitation."""
    on = day_of(accepted.at)
    promised_by = load_actor(session, accepted.invited_by_id, on=on) if accepted.invited_by_id else None
    for grant in accepted.grants:
        area = session.get(Area, UUID(grant["area_id"]))
        if area is not None:
            keep_promise(
                session,
                area,
                accepted.person_id,
                Role(grant["role"]),
                on=on,
                at=accepted.at,
                promised_by=promised_by,
            )


def withdraw_after_deactivation(session: Session, fact: PersonDeactivated) -> None:
    """Nobody comes in by the invitations of somebody who has been shut out."""
    _withdraw(session, fact.person_id, fact.at)


def withdraw_after_dismissal(session: Session, fact: CoordinatorDismissed) -> None:
    """Nor by those that only a coordinator can make, once their maker is none."""
    _withdraw(session, fact.person_id, fact.at)


def withdraw_after_role(session: Session, fact: RoleEnded | RoleDatesChanged) -> None:
    """Nor by those that only a leader can make, once their maker does not lead the area any more."""
    _withdraw(session, fact.person_id, fact.at)


def _withdraw(session: Session, person_id: UUID, at: datetime) -> None:
    withdraw_what_does_not_hold(session, person_id, on=day_of(at), at=at)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(InvitationAccepted, give_promised_roles)
    listeners.in_transaction(PersonDeactivated, withdraw_after_deactivation)
    listeners.in_transaction(CoordinatorDismissed, withdraw_after_dismissal)
    listeners.in_transaction(RoleEnded, withdraw_after_role)
    listeners.in_transaction(RoleDatesChanged, withdraw_after_role)
