"""What can be asked about following and visits."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from roadmaps.following.models import Follow, SubjectSort


def follows(person_id: UUID) -> ColumnElement[bool]:
    """That a follow is the person's, and goes on."""
    return and_(Follow.person_id == person_id, Follow.left_at.is_(None))


def is_followed(session: Session, person_id: UUID, sort: SubjectSort, subject_id: UUID) -> bool:
    """Whether the person follows this now."""
    this = follows(person_id), Follow.sort == sort, Follow.subject_id == subject_id
    return session.scalar(select(Follow.id).where(*this)) is not None


def has_left(sort: SubjectSort, subject_id: UUID) -> Select[UUID]:
    """The ids of those who do not want to follow this any more."""
    left = Follow.sort == sort, Follow.subject_id == subject_id, Follow.left_at.is_not(None)
    return select(Follow.person_id).where(*left)


def followed_ids(session: Session, person_id: UUID) -> Mapping[SubjectSort, set[UUID]]:
    """What the person follows, by sort."""
    found: dict[SubjectSort, set[UUID]] = defaultdict(set)
    for sort, subject_id in session.execute(select(Follow.sort, Follow.subject_id).where(follows(person_id))):
        found[sort].add(subject_id)
    return found
