"""What can be asked about the questions to organisations."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Membership, Organisation, Person
from roadmaps.accounts.queries import counts_on
from roadmaps.accounts.secrets import hash_of
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.queries import counts_on as grant_counts_on
from roadmaps.foundation.errors import NotFound
from roadmaps.responsibilities.models import About, Question, QuestionLink, StatusInterval
from roadmaps.responsibilities.rounds import QUARTERLY


def find_link(session: Session, token: str) -> QuestionLink:
    """:raises NotFound: when no letter has ever carried this link."""
    link = session.scalar(select(QuestionLink).where(QuestionLink.token_hash == hash_of(token)))
    if link is None:
        raise NotFound
    return link


def open_questions() -> Select[Question]:
    """Those that are neither answered nor withdrawn, the oldest first; their links may have expired."""
    return (
        select(Question)
        .where(Question.answered_at.is_(None), Question.withdrawn_at.is_(None))
        .order_by(Question.asked_at, Question.id)
    )


def open_question(session: Session, block_id: UUID, organisation_id: UUID, about: About) -> Question | None:
    """The one that waits for this organisation's answer, if there is one."""
    return session.scalar(
        open_questions().where(
            Question.block_id == block_id, Question.organisation_id == organisation_id, Question.about == about
        )
    )


def latest_questions(session: Session, roadmap_ids: Iterable[UUID], about: About) -> dict[tuple[UUID, UUID], Question]:
    """The newest question about each block to each organisation, by both ids."""
    found = session.scalars(
        select(Question)
        .where(Question.roadmap_id.in_(list(roadmap_ids)), Question.about == about)
        .order_by(Question.asked_at, Question.id)
    )
    return {(one.block_id, one.organisation_id): one for one in found}


def questions_for(organisation_ids: Iterable[UUID], at: datetime) -> Select[Question]:
    """What waits for an answer of these organisations."""
    return open_questions().where(Question.organisation_id.in_(list(organisation_ids)), Question.expires_at > at)


def people_to_ask(session: Session, organisation_id: UUID, area_id: UUID, on: date) -> list[Person]:
    """Who is asked for an organisation: those of its people who have a role in the area, or all when nobody has."""
    people = people_of(session, [organisation_id], on).get(organisation_id, [])
    serving = set(session.scalars(select(RoleGrant.person_id).where(RoleGrant.area_id == area_id, grant_counts_on(on))))
    return [person for person in people if person.id in serving] or people


def people_of(session: Session, organisation_ids: Iterable[UUID], on: date) -> Mapping[UUID, list[Person]]:
    """The active people who act for each of these organisations on the day; those with nobody are left out."""
    rows = session.execute(
        select(Membership.organisation_id, Person)
        .join(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.organisation_id.in_(list(organisation_ids)),
            counts_on(on),
            Person.deactivated_at.is_(None),
            Organisation.archived_at.is_(None),
        )
        .order_by(Person.name, Person.id)
    )
    people: dict[UUID, list[Person]] = {}
    for organisation_id, person in rows:
        people.setdefault(organisation_id, []).append(person)
    return people


def months_between(session: Session, area_id: UUID) -> int:
    """How often the organisations of the area are asked, in months; 0 for never."""
    interval = session.get(StatusInterval, area_id)
    return interval.months if interval else QUARTERLY
