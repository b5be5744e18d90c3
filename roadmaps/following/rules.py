"""Beginning and ceasing to follow, by hand and by itself."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.following.models import Follow, Origin, SubjectSort, Visit
from roadmaps.following.subjects import Subject

# So long without a look, and the next look is a new visit: a meeting or a lunch is not the end of one.
SILENCE = timedelta(hours=4)
# Looks are noted no more often than this.
GRAIN = timedelta(minutes=5)


def follow(session: Session, subject: Subject, *, actor: Actor, at: datetime) -> Follow:
    """Follow something because one wants to. That one may see it, is what finding it has shown."""
    found = _follow_of(session, actor.person_id, subject.sort, subject.id)
    if found is None:
        return _begin(session, actor.person_id, subject.sort, subject.id, Origin.BY_HAND, at)
    if not found.is_going_on:
        found.left_at, found.origin, found.made_at = None, Origin.BY_HAND, at
        session.flush()
    return found


def leave(session: Session, sort: SubjectSort, subject_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Stop following, whether one may still see the thing or not. It is remembered, so that it does not come back."""
    found = _follow_of(session, actor.person_id, sort, subject_id)
    if found is None:
        found = _begin(session, actor.person_id, sort, subject_id, Origin.BY_HAND, at)
    found.left_at = found.left_at or at
    session.flush()


def follow_by_itself(
    session: Session, person_id: UUID, sort: SubjectSort, subject_id: UUID, origin: Origin, *, at: datetime
) -> None:
    """Let somebody follow what they have to do with, unless they do already, or have left it."""
    if _follow_of(session, person_id, sort, subject_id) is None:
        # Somebody else may have let them follow it at the same moment.
        with suppress(IntegrityError), session.begin_nested():
            _begin(session, person_id, sort, subject_id, origin, at)


def look(session: Session, area_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Note that the person looks at the area, as a part of the visit that goes on, or as the first look of a new one."""
    visit = session.get(Visit, (actor.person_id, area_id), with_for_update=True)
    if visit is None:
        session.add(Visit(person_id=actor.person_id, area_id=area_id, begun_at=at, seen_at=at))
    elif is_over(visit, at):
        visit.since, visit.begun_at, visit.seen_at = visit.seen_at, at, at
    else:
        visit.seen_at = max(visit.seen_at, at)
    session.flush()


def have_seen(session: Session, area_ids: Collection[UUID], *, actor: Actor, at: datetime) -> None:
    """Note that the person has read what is new in these areas, so that only what comes after is new again."""
    for visit in session.scalars(
        select(Visit).where(Visit.person_id == actor.person_id, Visit.area_id.in_(area_ids)).with_for_update()
    ):
        visit.since, visit.begun_at, visit.seen_at = at, at, at
    session.flush()


def is_over(visit: Visit, at: datetime) -> bool:
    """Whether a look now would begin a new visit."""
    return at - visit.seen_at > SILENCE


def is_worth_noting(visit: Visit | None, at: datetime) -> bool:
    """Whether a look now is to be written down: not every look is, as a page should not cost a write."""
    return visit is None or at - visit.seen_at > GRAIN


# Made once, as each save asks it.
_FOLLOW = select(Follow).where(
    Follow.person_id == bindparam("person"),
    Follow.sort == bindparam("of_sort"),
    Follow.subject_id == bindparam("subject"),
)


def _follow_of(session: Session, person_id: UUID, sort: SubjectSort, subject_id: UUID) -> Follow | None:
    return session.scalar(_FOLLOW, {"person": person_id, "of_sort": sort, "subject": subject_id})


def _begin(
    session: Session, person_id: UUID, sort: SubjectSort, subject_id: UUID, origin: Origin, at: datetime
) -> Follow:
    made = Follow(person_id=person_id, sort=sort, subject_id=subject_id, origin=origin, made_at=at)
    session.add(made)
    session.flush()
    return made
