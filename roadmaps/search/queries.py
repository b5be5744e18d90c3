"""Asking the index: what fits, how much of each sort, one page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import CTE, ColumnElement, Select, case, func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

from roadmaps.accounts.actors import Actor
from roadmaps.search.filters import BY_DATE, PAGE, Asked
from roadmaps.search.index import index_of
from roadmaps.search.models import SearchDocument, Sort
from roadmaps.search.policy import visible_to
from roadmaps.search.wanted import Wanted

# What stands in the roadmaps comes before what was said about it, and before what they said once.
_WORTH = {Sort.COMMENT: 0.6, Sort.SUGGESTION: 0.6, Sort.SNAPSHOT: 0.4}
_WORTH_OF_SORT = case({str(sort): worth for sort, worth in _WORTH.items()}, value=SearchDocument.sort, else_=1.0)
# Where the places on the page are told, that of a row which tells a number.
_A_COUNT = 0


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
    by_sort, ids = _counts_and_ids(session, asked, wanted, actor)
    total = by_sort.get(asked.sort, 0) if asked.sort else sum(by_sort.values())
    if not total:
        return Answer([], by_sort, 0)
    if asked.page > (last := -(-total // PAGE)):
        asked = replace(asked, page=last)
        _, ids = _counts_and_ids(session, asked, wanted, actor)
    # What a unit of work has written itself may lie in its session as it was.
    with_areas = (
        select(SearchDocument).options(joinedload(SearchDocument.area)).execution_options(populate_existing=True)
    )
    found = {one.id: one for one in session.scalars(with_areas.where(SearchDocument.id.in_(ids)))}
    return Answer([found[one] for one in ids], by_sort, total, asked.page)


def count(session: Session, wanted: Wanted, actor: Actor | None) -> int:
    """How much the actor would find."""
    matching = index_of(session).matching(wanted, ranked=False)
    query = select(func.count()).select_from(SearchDocument).join(matching, _is_the_one(matching))
    return session.scalar(query.where(visible_to(actor))) or 0


def _counts_and_ids(
    session: Session, asked: Asked, wanted: Wanted, actor: Actor | None
) -> tuple[dict[Sort, int], list[int]]:
    """How much there is of each sort, and what stands on the page: asked at once, so that words are looked up once."""
    fits = _what_fits(session, asked, wanted, actor).cte("fits")
    counted = select(literal(_A_COUNT).label("place"), fits.c.sort, func.count().label("number")).group_by(fits.c.sort)
    place = func.row_number().over(order_by=(fits.c.worth.desc(), fits.c.changed_at.desc(), fits.c.id.desc()))
    on_page = select(place.label("place"), fits.c.sort, fits.c.id.label("number"))
    if asked.sort:
        on_page = on_page.where(fits.c.sort == asked.sort)
    on_page = on_page.order_by("place").limit(PAGE).offset((asked.page - 1) * PAGE)
    rows = session.execute(union_all(counted, select(on_page.subquery()))).all()
    counts = {sort: number for place, sort, number in rows if place == _A_COUNT}
    ids = [number for place, _, number in sorted(rows) if place != _A_COUNT]
    return {sort: counts[sort] for sort in Sort if sort in counts}, ids


def _what_fits(
    session: Session, asked: Asked, wanted: Wanted, actor: Actor | None
) -> Select[int, str, datetime, float]:
    """Without the texts, which are not carried through the sorting of all that fits."""
    by_date = asked.order == BY_DATE
    matching = index_of(session).matching(wanted, ranked=not by_date)
    worth = literal(0.0) if by_date else matching.c.rank * _WORTH_OF_SORT
    columns = SearchDocument.id, SearchDocument.sort, SearchDocument.changed_at, worth.label("worth")
    return asked.narrow(select(*columns).join(matching, _is_the_one(matching)).where(visible_to(actor)))


def _is_the_one(matching: CTE) -> ColumnElement[bool]:
    is_it: ColumnElement[bool] = SearchDocument.id == matching.c.document_id
    return is_it
