"""For which organisations people are proposed to act. A proposal gives no right: a coordinator makes a membership of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts import policy, queries
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import MemberProposed, ProposedMemberSettled
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Organisation, Person, ProposedMembership
from roadmaps.accounts.rules.organisations import join_organisation
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say


def propose_member(
    session: Session, organisation: Organisation, person: Person, *, on: date, at: datetime, by_id: UUID
) -> None:
    """Let coordinators be asked whether a person acts for the organisation, unless it is so or is asked already."""
    hold(session, person.id)
    if session.scalar(queries.current_membership(person.id, organisation.id, on)) is not None:
        return
    waiting = queries.waiting_proposals(organisation.id).where(ProposedMembership.person_id == person.id)
    if session.scalar(waiting) is not None:
        return
    proposal = ProposedMembership(
        person=person, organisation=organisation, proposed_by_id=by_id, proposed_at=at, is_confirmed=False
    )
    session.add(proposal)
    session.flush()  # the event names the row, which gets its identity here
    record(session, MemberProposed(proposal.id, organisation.id, person.id, by_id, at))


def confirm_member(session: Session, proposal: ProposedMembership, *, on: date, at: datetime, actor: Actor) -> None:
    """Let the person act for the organisation from now on, as was proposed."""
    _require_waiting(session, proposal, actor)
    if not proposal.person.is_active:
        raise Invalid(say("This person is deactivated."))
    join_organisation(session, proposal.organisation, proposal.person, on=on, by=actor)
    _settle(session, proposal, is_confirmed=True, at=at, by_id=actor.person_id)


def decline_member(session: Session, proposal: ProposedMembership, *, at: datetime, actor: Actor) -> None:
    """Let the person not act for the organisation; the role in the area stays."""
    _require_waiting(session, proposal, actor)
    _settle(session, proposal, is_confirmed=False, at=at, by_id=actor.person_id)


def _require_waiting(session: Session, proposal: ProposedMembership, actor: Actor) -> None:
    if not policy.may_settle_proposal(actor, proposal):
        raise NotAllowed(say("Another coordinator decides for which organisations somebody acts."))
    # Locked, so that two coordinators cannot decide differently at the same moment.
    session.refresh(proposal, ["settled_at", "is_confirmed"], with_for_update=True)
    if proposal.settled_at is not None:
        raise Invalid(say("This has been decided already."))


def _settle(session: Session, proposal: ProposedMembership, *, is_confirmed: bool, at: datetime, by_id: UUID) -> None:
    proposal.settled_at, proposal.settled_by_id, proposal.is_confirmed = at, by_id, is_confirmed
    record(
        session,
        ProposedMemberSettled(
            proposal.id, proposal.organisation_id, proposal.person_id, by_id, is_confirmed=is_confirmed, at=at
        ),
    )
