"""Asking the index: what fits, how much of each sort, one page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, bindparam, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.search.filters import BY_DATE, PAGE, Asked
from roadmaps.search.index import Index, index_of
from roadmaps.search.models import SearchDocument, Sort
from roadmaps.search.policy import visible_to
from roadmaps.search.wanted import Wanted

# What stands in the roadmaps comes before what was said about it, and before what they said once.
_WORTH = {Sort.COMMENT: 0.6, Sort.SUGGESTION: 0.6, Sort.SNAPSHOT: 0.4}
_WORTH_OF_SORT = case({str(sort): worth for sort, worth in _WORTH.items()}, value=SearchDocument.sort, else_=1.0)


class Found(NamedTuple):
    """A document that fits, as far as a page shows it, with the area that it belongs to."""

    sort: Sort
    subject_id: UUID
    version: int
    kind: str
    block_id: UUID | None
    title: str
    text: str
    parts: Sequence[Sequence[object]]
    changed_at: datetime
    area: Area | None


_SHOWN = (
    SearchDocument.subject_id,
    SearchDocument.version,
    SearchDocument.kind,
    SearchDocument.block_id,
    SearchDocument.title,
    SearchDocument.text,
    SearchDocument.parts,
    SearchDocument.changed_at,
    Area,
)


@dataclass(frozen=True)
class Answer:
    """One page of what was found. `by_sort` counts everything that fits the other choices."""

    documents: Sequence[Found]
    by_sort: Mapping[Sort, int]
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // PAGE)

    @property
    def found_in_all(self) -> int:
        """How much fits whatever its sort."""
        return sum(self.by_sort.values())


def find(session: Session, asked: Asked, actor: Actor | None) -> Answer:
    """What the actor may read and the question fits, the best first, or the newest."""
    if asked.wanted.is_empty:
        return Answer([], {}, 0)
    by_sort, documents = _counts_and_documents(session, asked, actor)
    total = by_sort.get(asked.sort, 0) if asked.sort else sum(by_sort.values())
    if not total:
        return Answer([], by_sort, 0)
    if asked.page > (last := -(-total // PAGE)):
        asked = replace(asked, page=last)
        _, documents = _counts_and_documents(session, asked, actor)
    return Answer(documents, by_sort, total, asked.page)


def count(session: Session, wanted: Wanted, actor: Actor | None) -> int:
    """How much the actor would find."""
    index = index_of(session)
    matching = index.matching(ranked=False)
    query = select(func.count()).select_from(SearchDocument).join(matching, _is_the_one(matching))
    return session.scalar(query.where(visible_to(actor)), index.question(wanted)) or 0


def _counts_and_documents(session: Session, asked: Asked, actor: Actor | None) -> tuple[dict[Sort, int], list[Found]]:
    """How much there is of each sort, and what stands on the page: asked at once, so that words are looked up once."""
    index = index_of(session)
    is_of_all = actor is None and not asked.chosen
    query = _of_strangers(index, asked.order, asked.sort) if is_of_all else _query(index, asked, actor)
    rows = session.execute(query, {**index.question(asked.wanted), "before": (asked.page - 1) * PAGE}).all()
    counts = {sort: number for number, _, sort, *_ in rows if number}
    on_page = sorted((row for row in rows if not row.number), key=_place, reverse=True)
    documents = [Found(Sort(sort), *shown) for _, _, sort, _, *shown in on_page]
    return {sort: counts[sort] for sort in Sort if sort in counts}, documents


def _place(row: Any) -> tuple[float, datetime, int]:
    return row.worth, row.changed_at, row.id


# Most who search are not signed in and narrow nothing: to put the question together takes longer than to ask it.
@cache
def _of_strangers(index: Index, order: str, sort: Sort | None) -> Select[*tuple[Any, ...]]:
    return _query(index, Asked(order=order, sort=sort), None)


def _query(index: Index, asked: Asked, actor: Actor | None) -> Select[*tuple[Any, ...]]:
    """A row with a `number` for each sort, and one without for each document of the page, in no order."""
    fits = _what_fits(index, asked, actor).cte("fits")
    counted = select(func.count().label("number"), literal(0).label("id"), fits.c.sort, literal(0.0).label("worth"))
    best = select(literal(0).label("number"), fits.c.id, fits.c.sort, fits.c.worth)
    if asked.sort:
        best = best.where(fits.c.sort == asked.sort)
    best = best.order_by(fits.c.worth.desc(), fits.c.changed_at.desc(), fits.c.id.desc())
    on_page = best.limit(PAGE).offset(bindparam("before")).subquery()
    # The texts are brought in when the page is known, and not carried through the sorting of all that fits.
    rows = union_all(counted.group_by(fits.c.sort), select(on_page)).subquery("rows")
    return (
        select(rows, *_SHOWN)
        .outerjoin(SearchDocument, SearchDocument.id == rows.c.id)
        .outerjoin(Area, Area.id == SearchDocument.area_id)
    )


def _what_fits(index: Index, asked: Asked, actor: Actor | None) -> Select[int, str, datetime, float]:
    by_date = asked.order == BY_DATE
    matching = index.matching(ranked=not by_date)
    worth = literal(0.0) if by_date else matching.c.rank * _WORTH_OF_SORT
    columns = SearchDocument.id, SearchDocument.sort, SearchDocument.changed_at, worth.label("worth")
    return asked.narrow(select(*columns).join(matching, _is_the_one(matching)).where(visible_to(actor)))


def _is_the_one(matching: CTE) -> ColumnElement[bool]:
    is_it: ColumnElement[bool] = SearchDocument.id == matching.c.document_id
    return is_it
