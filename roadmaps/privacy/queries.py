"""What can be asked about requests, erasures and what answers for the site."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators
from roadmaps.foundation.errors import NotFound
from roadmaps.privacy import policy
from roadmaps.privacy.gathering import Subject
from roadmaps.privacy.models import Erasure, NamedPlace, PrivacyFacts, PrivacyRequest, Weeding
from roadmaps.privacy.places import Place, Sought, named_places


def facts_now(session: Session) -> PrivacyFacts | None:
    """Who answers for the site, as was told last."""
    return session.scalar(select(PrivacyFacts).order_by(PrivacyFacts.set_at.desc(), PrivacyFacts.id.desc()).limit(1))


def requests_of(person_id: UUID) -> Select[PrivacyRequest]:
    """What a person has asked, the newest first."""
    return select(PrivacyRequest).where(PrivacyRequest.person_id == person_id).order_by(PrivacyRequest.made_at.desc())


def unanswered() -> Select[PrivacyRequest]:
    """What waits for an answer, what has waited longest first."""
    return select(PrivacyRequest).where(PrivacyRequest.answered_at.is_(None)).order_by(PrivacyRequest.made_at)


def answered() -> Select[PrivacyRequest]:
    """What has been answered, the newest first."""
    done = PrivacyRequest.answered_at
    return select(PrivacyRequest).where(done.is_not(None)).order_by(done.desc())


def erasures() -> Select[Erasure]:
    """All of them, the newest first."""
    return select(Erasure).order_by(Erasure.begun_at.desc())


def weedings() -> Select[Weeding]:
    """What has been thrown away, the newest first."""
    return select(Weeding).order_by(Weeding.done_at.desc())


def open_erasure_of(session: Session, person_id: UUID) -> Erasure | None:
    """The one that is under way for a person."""
    running = (Erasure.person_id == person_id, Erasure.done_at.is_(None), Erasure.stopped_at.is_(None))
    return session.scalar(select(Erasure).where(*running))


def is_erased(session: Session, person_id: UUID) -> bool:
    """Whether the data of the person has been taken away."""
    return (
        session.scalar(select(Erasure.id).where(Erasure.person_id == person_id, Erasure.done_at.is_not(None)))
        is not None
    )


def find_erasure(session: Session, erasure_id: UUID, *, viewer: Actor | None) -> Erasure:
    """The erasure, for those who look into it."""
    erasure = session.get(Erasure, erasure_id)
    if erasure is None or not policy.may_look_into(viewer, erasure):
        raise NotFound
    return erasure


def find_request(session: Session, request_id: UUID, *, viewer: Actor | None) -> PrivacyRequest:
    """The request, for those who answer."""
    request = session.get(PrivacyRequest, request_id)
    if request is None or not policy.may_read_requests(viewer):
        raise NotFound
    return request


def subject_of(session: Session, erasure: Erasure) -> Subject:
    """Whose data it is."""
    others = tuple(as_typed(one) for one in erasure.other_words if "@" in one)
    if erasure.person_id is None:
        return replace(Subject.at(erasure.email), other_emails=others)
    return replace(Subject.of(session.get_one(Person, erasure.person_id)), other_emails=others)


def sought_for(session: Session, erasure: Erasure) -> Sought:
    """What stands for the person in texts: the name, the address, and other words that were given; until it is done."""
    if erasure.done_at is not None:
        return Sought(())
    if erasure.person_id is None:
        return Sought(tuple(filter(None, (erasure.email, *erasure.other_words))))
    person = session.get_one(Person, erasure.person_id)
    return Sought((person.name, person.email, *erasure.other_words))


def places_of(session: Session, erasure: Erasure) -> Sequence[Place]:
    """The texts in which the name stands now."""
    if not erasure.is_open:
        return []
    return named_places(session, sought_for(session, erasure), subject_of(session, erasure))


def decisions_on(session: Session, erasure: Erasure) -> Sequence[NamedPlace]:
    """What has been decided about names in texts."""
    return session.scalars(select(NamedPlace).where(NamedPlace.erasure_id == erasure.id)).all()


def is_alone(session: Session, erasure: Erasure, actor: Actor) -> bool:
    """Whether nobody else could confirm it: no other active coordinator but the one whose data it is."""
    others = {one.id for one in session.scalars(active_coordinators())} - {actor.person_id, erasure.person_id}
    return not others
