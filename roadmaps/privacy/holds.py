"""What is to be thought of before somebody is gone: what only they do, and what lies with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.queries import active_coordinators
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.queries import counts_on, grants_in, grants_of
from roadmaps.consultation.models import Point
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.suggestions.models import Suggestion, SuggestionState


@dataclass(frozen=True)
class Hold:
    """Something to look at first. What blocks has to be mended before it can be done."""

    sentence: Sentence
    is_blocking: bool = False


def holds_on(session: Session, person_id: UUID, *, on: date) -> list[Hold]:
    """All of it."""
    return [*_coordinating(session, person_id), *_leading(session, person_id, on), *_waiting(session, person_id)]


def _coordinating(session: Session, person_id: UUID) -> Iterator[Hold]:
    if [one.id for one in session.scalars(active_coordinators())] == [person_id]:
        yield Hold(say("This is the only coordinator. Appoint another one first."), is_blocking=True)


def _leading(session: Session, person_id: UUID, on: date) -> Iterator[Hold]:
    for grant in session.scalars(grants_of(person_id, on).where(RoleGrant.role == Role.PROCESS_LEADER)).all():
        others = grants_in(grant.area_id, on).where(
            counts_on(on), RoleGrant.role == Role.PROCESS_LEADER, RoleGrant.person_id != person_id
        )
        if session.scalar(others.limit(1)) is None:
            yield Hold(say("Nobody else leads %(area)s. It should be handed over first.", area=grant.area.name))


def _waiting(session: Session, person_id: UUID) -> Iterator[Hold]:
    points = session.scalar(
        select(func.count()).where(
            Point.assigned_to_id == person_id, Point.reply.is_(None), Point.replaced_at.is_(None)
        )
    )
    if points:
        yield Hold(
            say_number(
                "%(num)s point in a consultation waits for their reply.",
                "%(num)s points in consultations wait for their reply.",
                points,
            )
        )
    running = (SuggestionState.OPEN, SuggestionState.UNSEEN)
    suggestions = session.scalar(
        select(func.count()).where(Suggestion.person_id == person_id, Suggestion.state.in_(running))
    )
    if suggestions:
        yield Hold(
            say_number(
                "%(num)s suggestion of theirs waits for a decision.",
                "%(num)s suggestions of theirs wait for a decision.",
                suggestions,
            )
        )
