"""What can be asked about people, organisations and sign-ins. Selects compose; finders raise NotFound."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from roadmaps.accounts import policy
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import (
    Helix,
    Invitation,
    Membership,
    Organisation,
    PasswordReset,
    Person,
    ProposedMembership,
    SignIn,
)
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import say


def person_with_email(email: str) -> Select[Person]:
    """The person with this normalised address, whether active or not."""
    return select(Person).where(Person.email == email)


def active_persons() -> Select[Person]:
    """Everyone who can sign in, by name."""
    return select(Person).where(Person.deactivated_at.is_(None)).order_by(Person.name, Person.id)


def active_coordinators() -> Select[Person]:
    """Every coordinator who can sign in."""
    return active_persons().where(Person.is_coordinator)


def people_matching(
    *,
    words: str = "",
    organisation_id: UUID | None = None,
    state: str = "active",
    on: date,
    by_email: bool = False,
) -> Select[Person]:
    """People by name: those whose name (or address, if `by_email`) holds every word.

    `state` is active, deactivated, coordinators or all.
    """
    query = select(Person).order_by(Person.name, Person.id)
    for word in words.split():
        in_name = Person.name.icontains(word, autoescape=True)
        query = query.where(or_(in_name, Person.email.icontains(word, autoescape=True)) if by_email else in_name)
    if organisation_id:
        acting = select(Membership.person_id).where(Membership.organisation_id == organisation_id, counts_on(on))
        query = query.where(Person.id.in_(acting))
    if state in ("active", "coordinators"):
        query = query.where(Person.deactivated_at.is_(None))
    if state == "deactivated":
        query = query.where(Person.deactivated_at.is_not(None))
    return query.where(Person.is_coordinator) if state == "coordinators" else query


def counts_on(on: date | BindParameter[date]) -> ColumnElement[bool]:
    """That a membership holds on the day."""
    not_over = or_(Membership.until_on.is_(None), Membership.until_on >= on)
    return and_(Membership.ended_at.is_(None), Membership.from_on <= on, not_over)


def memberships_of(person_ids: Iterable[UUID], on: date) -> Select[Membership]:
    """For which organisations people act on the day, those not archived, the oldest first."""
    return (
        select(Membership)
        .join(Membership.organisation)
        .options(contains_eager(Membership.organisation))
        .where(Membership.person_id.in_(person_ids), counts_on(on), Organisation.archived_at.is_(None))
        .order_by(Membership.from_on, Organisation.name)
    )


def all_memberships_of(person_id: UUID) -> Select[Membership]:
    """For which organisations the person acts or has acted, the newest first."""
    return (
        select(Membership)
        .options(joinedload(Membership.organisation))
        .where(Membership.person_id == person_id)
        .order_by(Membership.until_on.is_not(None), Membership.from_on.desc())
    )


def current_membership(person_id: UUID, organisation_id: UUID, on: date) -> Select[Membership]:
    """That the person acts for the organisation on the day or later."""
    not_over = or_(Membership.until_on.is_(None), Membership.until_on >= on)
    return select(Membership).where(
        Membership.person_id == person_id,
        Membership.organisation_id == organisation_id,
        Membership.ended_at.is_(None),
        not_over,
    )


def members_of(organisation_id: UUID, on: date) -> Select[Membership]:
    """Active people who act for the organisation on the day, by name."""
    return (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.organisation_id == organisation_id, counts_on(on), Person.deactivated_at.is_(None))
        .order_by(Person.name, Person.id)
    )


def organisations(*, with_archived: bool = False) -> Select[Organisation]:
    """The organisations by name."""
    query = select(Organisation).order_by(Organisation.name)
    return query if with_archived else query.where(Organisation.archived_at.is_(None))


def organisations_by_helix(session: Session) -> list[tuple[Helix, list[Organisation]]]:
    """Those not archived, under the part of society that they belong to; empty parts are left out."""
    found = session.scalars(organisations()).all()
    parts = [(helix, [one for one in found if one.helix == helix]) for helix in Helix]
    return [(helix, those) for helix, those in parts if those]


def organisation_names(session: Session) -> dict[UUID, str]:
    """The name of every organisation, archived ones too, as history needs them."""
    return dict(session.execute(select(Organisation.id, Organisation.name)).all())


def person_names(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these people."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    return dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted))).all())


def open_sign_ins_of(person_id: UUID, at: datetime) -> Select[SignIn]:
    """The browsers in which the person is signed in, the last used first."""
    return select(SignIn).where(SignIn.person_id == person_id, is_open(at)).order_by(SignIn.seen_at.desc())


def running_sign_ins_of(person_id: UUID, at: datetime) -> Select[SignIn]:
    """The same, with those that wait for a second step."""
    return select(SignIn).where(SignIn.person_id == person_id, is_running(at)).order_by(SignIn.seen_at.desc())


def is_open(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """That a sign-in lets its person in: neither ended nor too old nor left idle, nor waiting for a second step."""
    return and_(is_running(at), SignIn.waits_for_second_step.is_(False))


def is_running(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """That a sign-in is neither ended nor too old nor left idle for too long; it may still wait for a second step."""
    return and_(SignIn.ended_at.is_(None), SignIn.expires_at > at, SignIn.idle_until > at)


def of_active_people() -> Select[SignIn]:
    """Sign-ins of people whose account is not deactivated."""
    return select(SignIn).join(Person, Person.id == SignIn.person_id).where(Person.deactivated_at.is_(None))


def unsettled_invitations(*, area_id: UUID | None = None) -> Select[Invitation]:
    """Invitations that are neither accepted nor withdrawn, expired ones too, the newest first."""
    query = (
        select(Invitation)
        .options(joinedload(Invitation.organisation), joinedload(Invitation.invited_by))
        .where(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
        .order_by(Invitation.created_at.desc())
    )
    return query.where(Invitation.area_id == area_id) if area_id else query


def find_person(session: Session, person_id: UUID, *, viewer: Actor | None) -> Person:
    """The person, as far as the viewer may know of one."""
    person = session.get(Person, person_id)
    if person is None or not policy.may_see_person(viewer, person):
        raise NotFound
    return person


def find_organisation(session: Session, organisation_id: UUID) -> Organisation:
    """The organisation; all of them are public."""
    return _found(session.get(Organisation, organisation_id))


def find_organisation_by_slug(session: Session, slug: str) -> Organisation:
    """The organisation whose page has this address."""
    return _found(session.scalar(select(Organisation).where(Organisation.slug == slug)))


def find_membership(session: Session, organisation_id: UUID, membership_id: UUID) -> Membership:
    """The membership, if it is one of this organisation."""
    membership = session.get(Membership, membership_id)
    if membership is None or membership.organisation_id != organisation_id:
        raise NotFound
    return membership


def find_sign_in_of(session: Session, sign_in_id: UUID, *, viewer: Actor) -> SignIn:
    """One of the viewer's own sign-ins."""
    sign_in = session.get(SignIn, sign_in_id)
    if sign_in is None or not policy.may_end_sign_in(viewer, sign_in):
        raise NotFound
    return sign_in


def find_invitation(session: Session, invitation_id: UUID, *, viewer: Actor | None) -> Invitation:
    """The invitation, for those who may settle it."""
    query = select(Invitation).options(joinedload(Invitation.organisation)).where(Invitation.id == invitation_id)
    invitation = session.scalar(query)
    if invitation is None or not policy.may_settle_invitation(viewer, invitation):
        raise NotFound
    return invitation


def find_open_invitation(session: Session, token: str, at: datetime) -> Invitation:
    """The invitation behind the link in a letter, while the link works."""
    query = (
        select(Invitation)
        .options(joinedload(Invitation.organisation), joinedload(Invitation.invited_by))
        .where(Invitation.token_hash == hash_of(token))
    )
    invitation = session.scalar(query)
    if invitation is None or not invitation.is_open(at):
        raise NotFound(
            say(
                "This invitation does not work any more: it has been used or withdrawn, or it is too old. Ask for a new one."
            )
        )
    return invitation


def waiting_proposals(organisation_id: UUID | None = None) -> Select[ProposedMembership]:
    """Active people who are proposed to act for an organisation that takes part, while nobody has decided; oldest first."""
    query = (
        select(ProposedMembership)
        .join(ProposedMembership.person)
        .join(ProposedMembership.organisation)
        .options(
            contains_eager(ProposedMembership.person),
            contains_eager(ProposedMembership.organisation),
            joinedload(ProposedMembership.proposed_by),
        )
        .where(
            ProposedMembership.settled_at.is_(None),
            Person.deactivated_at.is_(None),
            Organisation.archived_at.is_(None),
        )
        .order_by(ProposedMembership.proposed_at, ProposedMembership.id)
    )
    return query.where(ProposedMembership.organisation_id == organisation_id) if organisation_id else query


def find_proposal(session: Session, organisation_id: UUID, proposal_id: UUID) -> ProposedMembership:
    """What is proposed about this organisation."""
    query = select(ProposedMembership).options(
        joinedload(ProposedMembership.person), joinedload(ProposedMembership.organisation)
    )
    proposal = session.scalar(
        query.where(ProposedMembership.id == proposal_id, ProposedMembership.organisation_id == organisation_id)
    )
    if proposal is None:
        raise NotFound
    return proposal


def find_open_reset(session: Session, token: str, at: datetime) -> PasswordReset:
    """The reset behind the link in a letter, while the link works."""
    reset = session.scalar(select(PasswordReset).where(PasswordReset.token_hash == hash_of(token)))
    if reset is None or reset.used_at is not None or at >= reset.expires_at:
        raise NotFound(say("This link does not work any more: it has been used, or it is too old. Ask for a new one."))
    return reset


def count(session: Session, query: Select[Any]) -> int:
    """How many rows a query has."""
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def _found(organisation: Organisation | None) -> Organisation:
    if organisation is None:
        raise NotFound
    return organisation
