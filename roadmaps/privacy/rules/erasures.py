"""An erasure from the first word to the last: asked for or begun, looked into, proposed by one, confirmed by another."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Membership, Person
from roadmaps.accounts.queries import active_coordinators, person_with_email
from roadmaps.accounts.rules import deactivate, end_all_sign_ins
from roadmaps.accounts.rules.people import as_stored
from roadmaps.areas.models import RoleGrant
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.privacy import erasing, policy, queries
from roadmaps.privacy.events import (
    ErasureBegun,
    ErasureProposed,
    ErasureStopped,
    NamedPlacesDecided,
    PersonErased,
)
from roadmaps.privacy.models import Erasure, NamedPlace, Treatment
from roadmaps.privacy.places import named_places, require_nobody_writing
from roadmaps.privacy.rules.other_words import require_addresses_of_nobody_else


def begin(session: Session, person: Person, *, reason: str, at: datetime, actor: Actor) -> Erasure:
    """Ask for one's own data to be taken away, or as a coordinator for somebody else's. Nothing is changed yet."""
    if not policy.may_begin_erasure(actor, person.id):
        raise NotAllowed(say("People ask for their own data to be taken away, and coordinators for that of others."))
    if queries.open_erasure_of(session, person.id) is not None:
        raise Invalid(say("That has been asked for already."))
    if queries.is_erased(session, person.id):
        raise Invalid(say("That has been done already."))
    return _begin(session, Erasure(person_id=person.id), reason=reason, at=at, actor=actor)


def begin_by_address(session: Session, email: str, *, reason: str, at: datetime, actor: Actor) -> Erasure:
    """The same for somebody who has no account, by the address that letters went to."""
    if not policy.may_begin_erasure(actor, None):
        raise NotAllowed(say("Coordinators see to the data of those who have no account."))
    address = as_stored(email)
    if session.scalar(person_with_email(address)) is not None:
        fault = say("This is the address of somebody with an account. Begin on the page of that person.")
        raise Invalid(fault, {"email": fault})
    return _begin(session, Erasure(is_by_address=True, email=address), reason=reason, at=at, actor=actor)


def decide_places(
    session: Session,
    erasure: Erasure,
    treatments: Mapping[str, Treatment],
    *,
    rest: Treatment | None = None,
    at: datetime,
    actor: Actor,
) -> None:
    """Say what is to be done where the name stands in texts. Nothing is changed until the erasure is confirmed.

    :param rest: what is to be done where nothing has been decided yet; with None that stays open
    """
    if not policy.may_look_into(actor, erasure) or not erasure.is_open:
        raise NotAllowed(say("Coordinators decide that, until it is done."))
    known = {place.id for place in queries.places_of(session, erasure) if not place.is_frozen}
    decided = {one.place: one for one in queries.decisions_on(session, erasure)}
    wanted = {place: treatment for place, treatment in treatments.items() if place in known}
    if rest:
        wanted |= dict.fromkeys(known - decided.keys() - wanted.keys(), rest)
    for place, treatment in wanted.items():
        row = decided.get(place) or NamedPlace(erasure_id=erasure.id, place=place)
        row.treatment, row.decided_at, row.decided_by_id = treatment, at, actor.person_id
        session.add(row)
    replaced = sum(1 for one in wanted.values() if one == Treatment.REPLACED)
    record(
        session,
        NamedPlacesDecided(
            erasure_id=erasure.id, replaced=replaced, left=len(wanted) - replaced, by_id=actor.person_id, at=at
        ),
    )


def propose(session: Session, erasure: Erasure, *, at: datetime, actor: Actor) -> None:
    """Say that everything has been looked at, and that another may confirm it."""
    if not policy.may_propose(actor, erasure):
        raise NotAllowed(say("A coordinator proposes it, once, and not about themselves."))
    _require_nothing_stands_in_the_way(session, erasure)
    erasure.proposed_at, erasure.proposed_by_id = at, actor.person_id
    record(
        session,
        ErasureProposed(erasure_id=erasure.id, person_id=erasure.person_id, by_id=actor.person_id, at=at),
    )


def confirm(session: Session, erasure: Erasure, *, on: date, at: datetime, actor: Actor) -> None:
    """Do it. It cannot be undone."""
    session.flush()
    session.refresh(erasure, with_for_update=True)
    is_alone = queries.is_alone(session, erasure, actor)
    if not policy.may_confirm(actor, erasure, is_alone=is_alone, at=at):
        raise NotAllowed(
            say("Another coordinator confirms it. Where there is only one, the same can do it after seven days.")
        )
    _require_nothing_stands_in_the_way(session, erasure)
    subject, sought = queries.subject_of(session, erasure), queries.sought_for(session, erasure)
    places = named_places(session, sought, subject)
    treatments = {one.place: one.treatment for one in queries.decisions_on(session, erasure)}
    replaced = [one for one in places if not one.is_frozen and treatments.get(one.id) == Treatment.REPLACED]
    require_nobody_writing(session, replaced)
    pseudonym = erasing.pseudonym_of(session, erasure.person_id)
    person = session.get_one(Person, erasure.person_id) if erasure.person_id else None
    name, language = (person.name, person.language) if person else ("", "sv")
    if person is not None:
        _let_go(session, person, on=on, at=at, actor=actor)
    counts = erasing.erase(session, subject, sought=sought, places=replaced, pseudonym=pseudonym)
    erasure.done_at, erasure.done_by_id = at, actor.person_id
    erasure.reason = erasure.email = ""
    erasure.other_words = []
    erasure.counts = dict(counts)
    record(
        session,
        PersonErased(
            erasure_id=erasure.id,
            person_id=erasure.person_id,
            rows=sum(counts.values()),
            by_id=actor.person_id,
            at=at,
            email=subject.email,
            name=name,
            language=language,
        ),
    )


def stop(session: Session, erasure: Erasure, *, reason: str, at: datetime, actor: Actor) -> None:
    """Let it not be done after all: taken back by the person, or refused by a coordinator with a reason."""
    if not policy.may_stop(actor, erasure):
        raise NotAllowed(say("It can be stopped by the person and by coordinators, until it is done."))
    if actor.person_id != erasure.person_id and not reason.strip():
        fault = say("Write why it is not to be done.")
        raise Invalid(fault, {"reason": fault})
    erasure.stopped_at, erasure.stopped_by_id, erasure.stop_reason = at, actor.person_id, reason.strip()
    erasure.other_words = []
    if erasure.is_by_address:
        erasure.email = ""
    record(
        session,
        ErasureStopped(erasure_id=erasure.id, person_id=erasure.person_id, by_id=actor.person_id, at=at),
    )


def _begin(session: Session, erasure: Erasure, *, reason: str, at: datetime, actor: Actor) -> Erasure:
    erasure.begun_at, erasure.begun_by_id, erasure.reason = at, actor.person_id, reason.strip()
    session.add(erasure)
    session.flush()
    record(session, ErasureBegun(erasure_id=erasure.id, person_id=erasure.person_id, by_id=actor.person_id, at=at))
    return erasure


def _require_nothing_stands_in_the_way(session: Session, erasure: Erasure) -> None:
    treatments = {one.place for one in queries.decisions_on(session, erasure)}
    if any(not one.is_frozen and one.id not in treatments for one in queries.places_of(session, erasure)):
        raise Invalid(say("There are texts with the name that nobody has decided on yet."))
    require_addresses_of_nobody_else(session, erasure)
    if erasure.is_by_address and session.scalar(person_with_email(erasure.email)) is not None:
        raise Invalid(say("This is the address of somebody with an account. Begin on the page of that person."))
    if erasure.person_id is not None and _is_the_last_coordinator(session, erasure.person_id):
        raise Invalid(say("This is the only coordinator. Appoint another one first."))


def _is_the_last_coordinator(session: Session, person_id: UUID) -> bool:
    # The rows are locked, so that two coordinators cannot leave at the same moment.
    return [one.id for one in session.scalars(active_coordinators().with_for_update())] == [person_id]


def _let_go(session: Session, person: Person, *, on: date, at: datetime, actor: Actor) -> None:
    """Out of every browser, every role and every organisation."""
    if person.is_active:
        deactivate(session, person, at=at, actor=actor)
    end_all_sign_ins(session, person.id, at=at)
    for row in (
        *session.scalars(select(Membership).where(Membership.person_id == person.id, Membership.ended_at.is_(None))),
        *session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id, RoleGrant.ended_at.is_(None))),
    ):
        row.ended_at = at
        row.until_on = max(row.from_on, min(on, row.until_on or on))
        if isinstance(row, RoleGrant):
            row.ended_by_id = actor.person_id
