"""What a search is narrowed to. The address of the page holds it all, so that it can be kept and sent to others."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Self, TypeVarTuple
from uuid import UUID

from sqlalchemy import Select, select

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import beginning_of
from roadmaps.roadmap.kinds.responsibility import Responsibility
from roadmaps.roadmap.table import ROADMAP
from roadmaps.search.models import SearchDocument, SearchDocumentOrganisation, Sort
from roadmaps.search.wanted import LONGEST_QUESTION, Wanted, read_wanted

Columns = TypeVarTuple("Columns")
PAGE = 20
LAST_PAGE = 500
BY_DATE = "date"
KINDS = {kind.name: kind.plural for kind in ROADMAP if kind is not Responsibility}


@dataclass(frozen=True)
class Asked:
    """A question with its choices; what an address says that makes no sense counts as not chosen."""

    typed: str = ""
    sort: Sort | None = None
    kind: str = ""
    area: str = ""
    organisation: UUID | None = None
    since: date | None = None
    until: date | None = None
    order: str = ""
    page: int = 1
    wrong_days: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """The question that an address holds."""
        question = given.get("q", "")[:LONGEST_QUESTION]
        typed = "".join(one if one.isprintable() else " " for one in question)
        days = {name: given.get(name, "").strip()[:20] for name in ("from", "until")}
        read = {name: _day_in(text) for name, text in days.items()}
        kind = given.get("kind", "")
        sort = given.get("sort", "")
        page = given.get("page", "")
        return cls(
            typed=" ".join(typed.split()),
            sort=Sort(sort) if sort in set(Sort) else None,
            kind=kind if kind in KINDS else "",
            area=given.get("area", "").strip()[:100],
            organisation=_identity_in(given.get("organisation", "")),
            since=read["from"],
            until=read["until"],
            order=BY_DATE if given.get("order") == BY_DATE else "",
            page=max(1, min(int(page), LAST_PAGE)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
            wrong_days=frozenset(name for name, text in days.items() if text and read[name] is None),
        )

    @cached_property
    def wanted(self) -> Wanted:
        """The question itself."""
        return read_wanted(self.typed)

    @property
    def chosen(self) -> dict[str, str]:
        """To what it is narrowed, by the names in the address; the sort is offered by itself, beside the others."""
        values = {
            "area": self.area,
            "kind": self.kind,
            "organisation": str(self.organisation or ""),
            "from": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in values.items() if value}

    @property
    def address(self) -> dict[str, str]:
        """What an address must hold to ask the same again, from its first page."""
        more = {"q": self.typed, "sort": str(self.sort) if self.sort else "", "order": self.order}
        return {**{name: value for name, value in more.items() if value}, **self.chosen}

    def without_choices(self) -> "Asked":
        """The same question about everything."""
        return replace(Asked(), typed=self.typed)

    def narrow(self, documents: Select[*Columns]) -> Select[*Columns]:
        """Only the documents that are chosen, of whatever sort."""
        if self.area:
            documents = documents.where(SearchDocument.area_id.in_(select(Area.id).where(Area.slug == self.area)))
        if self.kind:
            documents = documents.where(SearchDocument.sort == Sort.BLOCK, SearchDocument.kind == self.kind)
        if self.organisation:
            having = select(SearchDocumentOrganisation.document_id).where(
                SearchDocumentOrganisation.organisation_id == self.organisation
            )
            documents = documents.where(SearchDocument.id.in_(having))
        if self.since:
            documents = documents.where(SearchDocument.changed_at >= beginning_of(self.since))
        if self.until:
            documents = documents.where(SearchDocument.changed_at < beginning_of(self.until + timedelta(days=1)))
        return documents


def _day_in(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def _identity_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
