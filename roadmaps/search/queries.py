"""Asking the index: what fits, how much of each sort, one page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import CTE, ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.search.filters import BY_DATE, PAGE, Asked
from roadmaps.search.index import index_of
from roadmaps.search.models import SearchDocument, Sort
from roadmaps.search.policy import visible_to
from roadmaps.search.wanted import Wanted

# What stands in the roadmaps comes before what was said about it, and before what they said once.
_WORTH = {Sort.COMMENT: 0.6, Sort.SUGGESTION: 0.6, Sort.SNAPSHOT: 0.4}


@dataclass(frozen=True)
class Answer:
    """One page of what was found. `by_sort` counts everything that fits the other choices."""

    documents: Sequence[SearchDocument]
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
    wanted = asked.wanted
    if wanted.is_empty:
        return Answer([], {}, 0)
    counts = dict(session.execute(_counts(session, asked, wanted, actor)).all())
    by_sort = {sort: counts[sort] for sort in Sort if sort in counts}
    total = by_sort.get(asked.sort, 0) if asked.sort else sum(by_sort.values())
    if not total:
        return Answer([], by_sort, 0)
    page = min(asked.page, -(-total // PAGE))
    ids = session.scalars(_page(session, replace(asked, page=page), wanted, actor)).all()
    found = {one.id: one for one in session.scalars(select(SearchDocument).where(SearchDocument.id.in_(ids)))}
    return Answer([found[one] for one in ids], by_sort, total, page)


def count(session: Session, wanted: Wanted, actor: Actor | None) -> int:
    """How much the actor would find."""
    matching = index_of(session).matching(wanted, ranked=False)
    query = select(func.count()).select_from(SearchDocument).join(matching, _is_the_one(matching))
    return session.scalar(query.where(visible_to(actor))) or 0


def _counts(session: Session, asked: Asked, wanted: Wanted, actor: Actor | None) -> Select[str, int]:
    matching = index_of(session).matching(wanted, ranked=False)
    query = select(SearchDocument.sort, func.count()).join(matching, _is_the_one(matching)).where(visible_to(actor))
    return asked.narrow(query).group_by(SearchDocument.sort)


def _page(session: Session, asked: Asked, wanted: Wanted, actor: Actor | None) -> Select[int]:
    """The ids only: texts are not carried through the sorting of all that fits."""
    by_date = asked.order == BY_DATE
    matching = index_of(session).matching(wanted, ranked=not by_date)
    query = asked.narrow(select(SearchDocument.id).join(matching, _is_the_one(matching)).where(visible_to(actor)))
    if asked.sort:
        query = query.where(SearchDocument.sort == asked.sort)
    newest = SearchDocument.changed_at.desc(), SearchDocument.id.desc()
    if by_date:
        query = query.order_by(*newest)
    else:
        worth = case({str(sort): worth for sort, worth in _WORTH.items()}, value=SearchDocument.sort, else_=1.0)
        query = query.order_by((matching.c.rank * worth).desc(), *newest)
    return query.limit(PAGE).offset((asked.page - 1) * PAGE)


def _is_the_one(matching: CTE) -> ColumnElement[bool]:
    is_it: ColumnElement[bool] = SearchDocument.id == matching.c.document_id
    return is_it
