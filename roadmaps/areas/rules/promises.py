"""What invitations promise, and whether whoever made them may still promise it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import policy as accounts
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Invitation
from roadmaps.accounts.queries import unsettled_invitations
from roadmaps.accounts.rules import withdraw_unkept
from roadmaps.areas import policy
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Area, Role, Succession
from roadmaps.areas.queries import succession_in


def answering_for(session: Session, invitation: Invitation, *, on: date) -> Actor | None:
    """Whoever made the invitation, as they are on the day; None when they may not make it any more."""
    inviter = load_actor(session, invitation.invited_by_id, on=on) if invitation.invited_by_id else None
    return inviter if inviter is not None and _may_make(session, inviter, invitation) else None


def withdraw_what_does_not_hold(session: Session, inviter_id: UUID, *, on: date, at: datetime) -> None:
    """Stop the links of the person's invitations that promise more than the person may give from now on, and end the
    namings of successors that are not theirs to make any more.
    """
    theirs = unsettled_invitations().where(Invitation.invited_by_id == inviter_id)
    for invitation in session.scalars(theirs).all():
        if answering_for(session, invitation, on=on) is None:
            withdraw_unkept(session, invitation, at=at)
    _end_namings(session, inviter_id, on=on, at=at)


def _end_namings(session: Session, person_id: UUID, *, on: date, at: datetime) -> None:
    theirs = select(Succession).where(Succession.named_by_id == person_id, Succession.settled_at.is_(None))
    for named in session.scalars(theirs).all():
        if session.scalar(succession_in(named.area_id, on)) is None:
            named.settled_at = at
    session.flush()


def _may_make(session: Session, inviter: Actor, invitation: Invitation) -> bool:
    if not accounts.may_invite(inviter, invitation.area_id):
        return False
    if invitation.as_coordinator and not accounts.may_invite_coordinator(inviter):
        return False
    promised = ((session.get(Area, UUID(one["area_id"])), Role(one["role"])) for one in invitation.grants)
    # A role in an area that has been archived since is not given, and nothing else is lost by it.
    return all(area is None or area.is_archived or policy.may_give(inviter, area, role) for area, role in promised)
