"""Inviting people by a link, and taking up an invitation. A link works once, for a week."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts import policy, queries
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import CoordinatorAppointed, InvitationAccepted, InvitationMade, InvitationWithdrawn
from roadmaps.accounts.models import Invitation, Organisation, Person
from roadmaps.accounts.names import one_line
from roadmaps.accounts.rules.organisations import join_organisation
from roadmaps.accounts.rules.people import as_stored, known_language, register, taken_email
from roadmaps.accounts.rules.proposals import propose_member
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say

INVITATION_LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Letter:
    """An invitation with the secret of its link, which can be shown this once and never again."""

    invitation: Invitation
    token: str = field(repr=False)


def invite(
    session: Session,
    *,
    email: str,
    name: str = "",
    language: str = "sv",
    organisation: Organisation | None = None,
    as_coordinator: bool = False,
    grants: Sequence[dict[str, Any]] = (),
    area_id: UUID | None = None,
    place: str = "",
    at: datetime,
    actor: Actor,
) -> Letter:
    """Invite someone by e-mail. An earlier invitation of the same address to the same place stops working.

    `grants` are roles that a room above has checked and will give; `area_id` and `place` say what they are about. Who may not
    say at once for whom somebody acts (`policy.may_invite_for`) proposes it to the coordinators by naming an organisation.
    """
    if not _may_promise(actor, area_id, as_coordinator=as_coordinator):
        raise NotAllowed(say("Coordinators invite people, and process leaders invite people to their area."))
    address = as_stored(email)
    _require_welcome(session.scalar(queries.person_with_email(address)), actor)
    for earlier in session.scalars(queries.unsettled_invitations(area_id=area_id).where(Invitation.email == address)):
        if earlier.area_id == area_id:
            earlier.withdrawn_at = at
    invitation = Invitation(
        email=address,
        name=one_line(name, field="name", may_be_empty=True),
        language=known_language(language),
        organisation=_open(organisation),
        as_coordinator=as_coordinator,
        grants=list(grants),
        area_id=area_id,
        place=place,
        invited_by_id=actor.person_id,
        created_at=at,
    )
    session.add(invitation)
    return _send(session, invitation, at=at, sender=actor, is_again=False)


def resend(session: Session, invitation: Invitation, *, at: datetime, actor: Actor) -> Letter:
    """Send a new link, good for another week; the old one stops working."""
    _require_settling(session, invitation, actor)
    return _send(session, invitation, at=at, sender=actor, is_again=True)


def withdraw(session: Session, invitation: Invitation, *, at: datetime, actor: Actor) -> None:
    """Stop the link of an invitation."""
    _require_settling(session, invitation, actor)
    invitation.withdrawn_at = at
    record(session, InvitationWithdrawn(invitation_id=invitation.id, by_id=actor.person_id, at=at))


def accept_as_new_person(
    session: Session,
    invitation: Invitation,
    *,
    name: str,
    language: str,
    password: str,
    at: datetime,
    on: date,
    inviter: Actor | None,
) -> Person:
    """Become a person here by the link in the letter; whoever holds the link is whom the letter reached.

    :param inviter: who answers for the invitation today; None when nobody does any more
    """
    answering = require_inviter(invitation, inviter)
    _take(session, invitation, at)
    try:
        with session.begin_nested():
            person = register(session, name=name, email=invitation.email, language=language, password=password, at=at)
    except IntegrityError:
        # Somebody else has taken the address at the same moment.
        raise taken_email() from None
    _fulfil(session, invitation, person, at=at, on=on, is_new_person=True, inviter=answering)
    return person


def accept_as_oneself(
    session: Session,
    invitation: Invitation,
    person: Person,
    *,
    at: datetime,
    on: date,
    actor: Actor,
    inviter: Actor | None,
) -> None:
    """Take up an invitation as the person who is signed in, if the letter was to that person."""
    if person.email != invitation.email or actor.person_id != person.id or not person.is_active:
        raise NotAllowed(say("This invitation is for somebody else. Sign in with the address that it was sent to."))
    answering = require_inviter(invitation, inviter)
    _take(session, invitation, at)
    _fulfil(session, invitation, person, at=at, on=on, is_new_person=False, inviter=answering)


def require_inviter(invitation: Invitation, inviter: Actor | None) -> Actor:
    """Whoever made the invitation, if they may still promise what it says.

    :raises NotFound: when they may not, so that nobody comes back by an invitation made while they had more rights
    """
    is_theirs = inviter is not None and inviter.person_id == invitation.invited_by_id
    if (
        inviter is None
        or not is_theirs
        or not _may_promise(inviter, invitation.area_id, as_coordinator=invitation.as_coordinator)
    ):
        raise NotFound(
            say("Whoever sent this invitation may not promise any more what it says. Ask a coordinator for a new one.")
        )
    return inviter


def withdraw_unkept(session: Session, invitation: Invitation, *, at: datetime) -> None:
    """Stop the link of an invitation that whoever made it may not make any more."""
    if invitation.accepted_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = at
        record(session, InvitationWithdrawn(invitation_id=invitation.id, by_id=None, at=at))


def withdraw_sent_since(session: Session, inviter_id: UUID, since: datetime, *, at: datetime) -> None:
    """Stop the links of a person's invitations that went out since a moment, as somebody else may have sent them."""
    sent = queries.unsettled_invitations().where(
        Invitation.invited_by_id == inviter_id, Invitation.expires_at >= since + INVITATION_LASTS
    )
    for invitation in session.scalars(sent).all():
        withdraw_unkept(session, invitation, at=at)


def _may_promise(inviter: Actor, area_id: UUID | None, *, as_coordinator: bool) -> bool:
    return policy.may_invite(inviter, area_id) and (not as_coordinator or policy.may_invite_coordinator(inviter))


def _require_welcome(invited: Person | None, actor: Actor) -> None:
    if invited is not None and invited.id == actor.person_id:
        fault = say("You cannot invite yourself.")
        raise Invalid(fault, {"email": fault})
    # Those who lead an area are not told of accounts that they cannot see; no letter reaches somebody deactivated.
    if invited is not None and not invited.is_active and actor.is_coordinator:
        fault = say("The person with this address is deactivated. A coordinator can reactivate the account.")
        raise Invalid(fault, {"email": fault})


def _require_settling(session: Session, invitation: Invitation, actor: Actor) -> None:
    if not policy.may_settle_invitation(actor, invitation):
        raise NotAllowed(say("Only coordinators and those who lead the area can change this invitation."))
    _lock(session, invitation)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Invalid(say("This invitation has already been accepted or withdrawn."))


def _open(organisation: Organisation | None) -> Organisation | None:
    if organisation is not None and organisation.is_archived:
        fault = say("%(name)s is archived, so nobody can act for it.", name=organisation.name)
        raise Invalid(fault, {"organisation_id": fault})
    return organisation


def _send(session: Session, invitation: Invitation, *, at: datetime, sender: Actor, is_again: bool) -> Letter:
    token = new_token()
    invitation.token_hash = hash_of(token)
    invitation.expires_at = at + INVITATION_LASTS
    session.flush()  # the event names the row, which gets its identity here
    joined = invitation.organisation
    record(
        session,
        InvitationMade(
            invitation_id=invitation.id,
            email=invitation.email,
            name=invitation.name,
            language=invitation.language,
            inviter_name=sender.name,
            # What a coordinator has yet to confirm is not promised in a letter.
            organisation_name=joined.name if joined and _is_promised(invitation, joined, sender) else "",
            place=invitation.place,
            expires_at=invitation.expires_at,
            token=token,
            is_again=is_again,
            invited_by_id=sender.person_id,
        ),
    )
    return Letter(invitation, token)


def _is_promised(invitation: Invitation, joined: Organisation, sender: Actor) -> bool:
    # Whoever made it answers for it, also when somebody else sends it again.
    return sender.person_id == invitation.invited_by_id and policy.may_invite_for(sender, joined.id)


def _take(session: Session, invitation: Invitation, at: datetime) -> None:
    # Two clicks at the same moment cannot both use the link, nor one whose link has been stopped or replaced meanwhile.
    shown = invitation.token_hash
    _lock(session, invitation)
    if invitation.token_hash != shown or not invitation.is_open(at):
        raise NotFound(say("This invitation has already been used."))
    invitation.accepted_at = at


def _lock(session: Session, invitation: Invitation) -> None:
    """Keep others from settling the invitation, and see what they have done to it until now."""
    session.refresh(
        invitation, ["token_hash", "expires_at", "accepted_at", "withdrawn_at"], with_for_update={"key_share": True}
    )


def _fulfil(
    session: Session,
    invitation: Invitation,
    person: Person,
    *,
    at: datetime,
    on: date,
    is_new_person: bool,
    inviter: Actor,
) -> None:
    joined = invitation.organisation
    if joined is not None and not joined.is_archived:
        if policy.may_invite_for(inviter, joined.id):
            join_organisation(session, joined, person, on=on, by=inviter)
        else:
            propose_member(session, joined, person, on=on, at=at, by_id=inviter.person_id)
    if invitation.as_coordinator and not person.is_coordinator:
        person.is_coordinator = True
        record(session, CoordinatorAppointed(person_id=person.id, by_id=invitation.invited_by_id, at=at))
    record(
        session,
        InvitationAccepted(
            invitation_id=invitation.id,
            person_id=person.id,
            invited_by_id=invitation.invited_by_id,
            grants=tuple(invitation.grants),
            at=at,
            is_new_person=is_new_person,
        ),
    )
