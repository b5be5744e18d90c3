"""Who wrote a revision: one, or several who wrote it together."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import Session

from roadmaps.revisions.changes import Author
from roadmaps.revisions.models import Contribution, How, Revision, SharedWords
from roadmaps.revisions.queries import Line

S = TypeVar("S", bound=Select[*tuple[Any, ...]])
Runs = Sequence[tuple[int, int | None]]

_SAME = and_(Contribution.history_id == Revision.history_id, Contribution.number == Revision.number)
# To be asked for by a query that `for_each_author` has widened.
AUTHOR: ColumnElement[UUID | None] = case(
    (Contribution.number.is_(None), Revision.person_id), else_=Contribution.person_id
)
ORGANISATION: ColumnElement[UUID | None] = case(
    (Contribution.number.is_(None), Revision.organisation_id), else_=Contribution.organisation_id
)


def for_each_author(query: S) -> S:
    """A query of revisions with a row for each of those who wrote one, named by `AUTHOR` and `ORGANISATION`."""
    return query.outerjoin(Contribution, _SAME)


def is_written_by(person_id: UUID) -> ColumnElement[bool]:
    """That the person wrote the revision, alone or with others."""
    return or_(
        Revision.person_id.is_not_distinct_from(person_id),
        select(Contribution.place).where(_SAME, Contribution.person_id == person_id).exists(),
    )


def is_written_for(organisation_id: UUID) -> ColumnElement[bool]:
    """That somebody wrote in the revision for the organisation."""
    return or_(
        Revision.organisation_id == organisation_id,
        select(Contribution.place).where(_SAME, Contribution.organisation_id == organisation_id).exists(),
    )


def authors_of(session: Session, revisions: Sequence[Revision | Line]) -> Mapping[UUID, Sequence[Author]]:
    """By the id of each revision all who wrote it, whoever wrote most of it first."""
    told = {one.id: [Author(one.person_id, one.organisation_id)] for one in revisions}
    together = {(one.history_id, one.number): one.id for one in revisions if one.how == How.TOGETHER}
    if not together:
        return told
    found = defaultdict(list)
    # Both by the key, which SQLite does not use for a list of pairs. Of several histories that may be more than is wanted.
    histories, numbers = {one for one, _ in together}, {one for _, one in together}
    rows = session.scalars(
        select(Contribution)
        .where(Contribution.history_id.in_(histories), Contribution.number.in_(numbers))
        .order_by(Contribution.place)
    )
    for one in rows:
        if (one.history_id, one.number) in together:
            found[together[one.history_id, one.number]].append(Author(one.person_id, one.organisation_id))
    return {**told, **found}


def shared_words(
    session: Session, block_ids: Collection[UUID], *, number: int | None = None
) -> Mapping[tuple[UUID, int], Mapping[str, Runs]]:
    """By block and number of its version: which of the authors, by place, wrote which words of the fields that
    several wrote together. With `number` only those of this version.
    """
    query = select(SharedWords).where(SharedWords.block_id.in_(block_ids))
    if number is not None:
        query = query.where(SharedWords.number == number)
    found: dict[tuple[UUID, int], dict[str, Runs]] = defaultdict(dict)
    for one in session.scalars(query):
        found[one.block_id, one.number][one.field] = [(length or 0, place) for length, place in one.runs]
    return found
