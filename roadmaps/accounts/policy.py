"""Who may do what with people, organisations, invitations and sign-ins."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Invitation, Person, ProposedMembership, SignIn

# The roles whose holders lead an area, as `areas.models.Role` writes them; a test there holds the two together.
LEADING_ROLES = frozenset({"process_leader", "deputy"})


def leads_somewhere(actor: Actor | None) -> bool:
    """Whether the actor leads an area as process leader or deputy."""
    return actor is not None and any(roles & LEADING_ROLES for roles in actor.roles.values())


def may_administer(actor: Actor | None) -> bool:
    """Coordinators see the administration page."""
    return actor is not None and actor.is_coordinator


def may_see_names(actor: Actor | None) -> bool:
    """Whoever is signed in sees the names of people; the public sees organisations and functions."""
    return actor is not None


def may_list_people(actor: Actor | None) -> bool:
    """Coordinators and those who lead an area see the list of people."""
    return may_administer(actor) or leads_somewhere(actor)


def may_see_person(actor: Actor | None, person: Person) -> bool:
    """A person's page is for the person, for coordinators and for those who lead an area."""
    return may_list_people(actor) or is_self(actor, person)


def may_see_email(actor: Actor | None, person: Person) -> bool:
    """A person's e-mail address is for the person and for coordinators; leaders see those of their area's people."""
    return may_administer(actor) or is_self(actor, person)


def may_change_person(actor: Actor | None, person: Person) -> bool:
    """People change their own name, address, language and password; nobody does it for them."""
    return is_self(actor, person)


def may_end_sign_in(actor: Actor | None, sign_in: SignIn) -> bool:
    """People see and end their own sign-ins, one by one."""
    return actor is not None and actor.person_id == sign_in.person_id


def may_end_sign_ins_of(actor: Actor | None, person: Person) -> bool:
    """Coordinators sign others out everywhere, without seeing where they were signed in."""
    return may_administer(actor) and not is_self(actor, person)


def may_deactivate(actor: Actor | None, person: Person) -> bool:
    """Coordinators deactivate and reactivate people, but not themselves."""
    return may_administer(actor) and not is_self(actor, person)


def may_appoint_coordinator(actor: Actor | None, person: Person) -> bool:
    """Coordinators appoint other active people as coordinators; nobody raises themselves, and no program is one."""
    can_be_one = person.is_active and not person.is_service_account
    return may_administer(actor) and not is_self(actor, person) and can_be_one


def may_dismiss_coordinator(actor: Actor | None, person: Person) -> bool:
    """Coordinators dismiss each other, and step down themselves, as long as one remains."""
    return may_administer(actor) and person.is_coordinator


def may_invite(actor: Actor | None, area_id: UUID | None = None) -> bool:
    """Coordinators invite people, and those who lead an area invite people to it."""
    return actor is not None and (actor.is_coordinator or (area_id is not None and actor.has(area_id, *LEADING_ROLES)))


def may_invite_coordinator(actor: Actor | None) -> bool:
    """Coordinators invite new coordinators."""
    return may_administer(actor)


def may_invite_for(actor: Actor | None, organisation_id: UUID) -> bool:
    """Coordinators say at once for whom somebody acts, and others only for those they act for; else it is a proposal."""
    return actor is not None and (actor.is_coordinator or organisation_id in dict(actor.organisations))


def may_settle_invitation(actor: Actor | None, invitation: Invitation) -> bool:
    """Coordinators resend and withdraw invitations; those who lead an area do so with invitations to it."""
    if actor is None or actor.is_coordinator or invitation.as_coordinator:
        return may_administer(actor)
    return invitation.area_id is not None and actor.has(invitation.area_id, *LEADING_ROLES)


def may_manage_organisations(actor: Actor | None) -> bool:
    """Coordinators add, rename, archive and reopen organisations, and say who acts for them."""
    return may_administer(actor)


def may_settle_proposal(actor: Actor | None, proposal: ProposedMembership) -> bool:
    """Coordinators confirm or decline that others act for an organisation; nobody does so for themselves."""
    return actor is not None and actor.is_coordinator and actor.person_id != proposal.person_id


def is_self(actor: Actor | None, person: Person) -> bool:
    """Whether the actor is this person."""
    return actor is not None and actor.person_id == person.id
