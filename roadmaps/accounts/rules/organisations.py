"""Organisations and who acts for them."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts import names, policy, queries
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import (
    MemberAdded,
    MemberRemoved,
    OrganisationAdded,
    OrganisationArchived,
    OrganisationChanged,
    OrganisationReopened,
)
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Helix, Membership, Organisation, Person
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say

MAX_SHORT_NAME = 40
_TAKEN = say("There is already an organisation with this name.")


def add_organisation(
    session: Session,
    *,
    name: str,
    helix: Helix,
    short_name: str = "",
    homepage: str = "",
    at: datetime,
    actor: Actor,
) -> Organisation:
    """Add an organisation that can take part."""
    _require_coordinator(actor)
    organisation = Organisation(helix=helix, created_at=at, **_facts(session, None, name, short_name, homepage))
    taken = frozenset(session.scalars(select(Organisation.slug)))
    organisation.slug = names.free_slug(names.slug_of(organisation.name), taken)
    try:
        with session.begin_nested():  # the event names the row, which gets its identity here
            session.add(organisation)
    except IntegrityError:
        # Somebody else has added it at the same moment.
        raise _fault("name", _TAKEN) from None
    record(session, OrganisationAdded(organisation_id=organisation.id, by_id=actor.person_id, at=at))
    return organisation


def change_organisation(
    session: Session,
    organisation: Organisation,
    *,
    name: str,
    helix: Helix,
    short_name: str,
    homepage: str,
    actor: Actor,
) -> None:
    """Change what is told about an organisation; its address stays, so that links keep working."""
    _require_coordinator(actor)
    old_name = organisation.name
    for fact, value in _facts(session, organisation, name, short_name, homepage).items():
        setattr(organisation, fact, value)
    organisation.helix = helix
    record(
        session,
        OrganisationChanged(
            organisation_id=organisation.id, by_id=actor.person_id, old_name=old_name, new_name=organisation.name
        ),
    )


def archive_organisation(session: Session, organisation: Organisation, *, at: datetime, actor: Actor) -> None:
    """Offer the organisation no longer; nobody acts for it from now on, and its name stays on what it did."""
    _require_coordinator(actor)
    if not organisation.is_archived:
        organisation.archived_at = at
        record(session, OrganisationArchived(organisation_id=organisation.id, by_id=actor.person_id, at=at))


def reopen_organisation(session: Session, organisation: Organisation, *, at: datetime, actor: Actor) -> None:
    """Offer an archived organisation again."""
    _require_coordinator(actor)
    if organisation.is_archived:
        organisation.archived_at = None
        record(session, OrganisationReopened(organisation_id=organisation.id, by_id=actor.person_id, at=at))


def add_member(
    session: Session,
    organisation: Organisation,
    person: Person,
    *,
    function: str = "",
    from_on: date,
    until_on: date | None = None,
    actor: Actor,
) -> Membership:
    """Let a person act for the organisation, from one day, perhaps until another."""
    _require_coordinator(actor)
    if not person.is_active:
        raise _fault("person_id", say("This person is deactivated."))
    if until_on is not None and until_on < from_on:
        raise _fault("until_on", say("The last day cannot come before the first."))
    hold(session, person.id)
    if session.scalar(queries.current_membership(person.id, organisation.id, from_on)) is not None:
        raise _fault("person_id", say("%(name)s already acts for this organisation.", name=person.name))
    membership = join_organisation(session, organisation, person, on=from_on, function=function, by=actor)
    membership.until_on = until_on
    return membership


def join_organisation(
    session: Session, organisation: Organisation, person: Person, *, on: date, function: str = "", by: Actor | None
) -> Membership:
    """Let a person act for the organisation. Who may decide that is for the rule that calls this one to know."""
    if organisation.is_archived:
        raise Invalid(say("%(name)s is archived, so nobody can act for it.", name=organisation.name))
    # Two who say so at once come one after the other, and the second finds what the first has said.
    hold(session, person.id)
    membership = session.scalar(queries.current_membership(person.id, organisation.id, on))
    if membership is None:
        title = names.one_line(function, field="function", may_be_empty=True)
        membership = Membership(person=person, organisation=organisation, from_on=on, function=title)
        session.add(membership)
        record(
            session,
            MemberAdded(organisation_id=organisation.id, person_id=person.id, by_id=by.person_id if by else None),
        )
    return membership


def remove_member(session: Session, membership: Membership, *, at: datetime, on: date, actor: Actor) -> None:
    """Let a person act for the organisation no longer, from now on; that it was so is kept."""
    _require_coordinator(actor)
    leave_organisation(session, membership, at=at, on=on, by=actor)


def leave_organisation(session: Session, membership: Membership, *, at: datetime, on: date, by: Actor | None) -> None:
    """Let the membership be over. Who may decide that is for the rule that calls this one to know."""
    if membership.ended_at is None:
        hold(session, membership.person_id)
        membership.ended_at = at
        membership.until_on = max(membership.from_on, min(on, membership.until_on or on))
        record(
            session,
            MemberRemoved(
                organisation_id=membership.organisation_id,
                person_id=membership.person_id,
                by_id=by.person_id if by else None,
            ),
        )


def _require_coordinator(actor: Actor) -> None:
    if not policy.may_manage_organisations(actor):
        raise NotAllowed(say("Coordinators look after the organisations."))


def _facts(
    session: Session, organisation: Organisation | None, name: str, short_name: str, homepage: str
) -> dict[str, str]:
    facts = {
        "name": names.one_line(name, field="name"),
        "short_name": names.one_line(short_name, field="short_name", most=MAX_SHORT_NAME, may_be_empty=True),
        "homepage": names.homepage(homepage),
    }
    for other_id, other_name in queries.organisation_names(session).items():
        is_other = organisation is None or other_id != organisation.id
        if is_other and names.looks(other_name) == names.looks(facts["name"]):
            raise _fault("name", _TAKEN)
    return facts


def _fault(field: str, sentence: Sentence) -> Invalid:
    return Invalid(sentence, {field: sentence})
