"""The index of words: one way to keep and to ask, whichever database there is."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Protocol

from sqlalchemy import CTE
from sqlalchemy.orm import Session

from roadmaps.search.entries import Entry
from roadmaps.search.postgresql_index import PostgresqlIndex
from roadmaps.search.sqlite_index import SqliteIndex
from roadmaps.search.wanted import Wanted


class Index(Hashable, Protocol):
    """Keeps words and finds the documents that hold them."""

    def alone(self, session: Session, name: str) -> None:
        """Let nobody else keep the same things until the unit of work ends, so that the newest state wins."""

    def put(self, session: Session, entries: Iterable[Entry]) -> None:
        """Keep the words of these documents, in place of those kept before."""

    def forget(self, session: Session, document_ids: Collection[int]) -> None:
        """Keep nothing of these documents any more."""

    def wipe(self, session: Session) -> None:
        """Leave nothing of what was forgotten in the bytes of the database, as far as it lies with the index."""

    def matching(self, *, ranked: bool) -> CTE:
        """The documents that fit, as `document_id` and (if ranked) `rank`, which is larger the better they fit."""

    def question(self, wanted: Wanted) -> Mapping[str, str]:
        """What has to be told when that is asked."""


_INDEXES: dict[str, Index] = {"sqlite": SqliteIndex(), "postgresql": PostgresqlIndex()}


def index_of(session: Session) -> Index:
    """The index of the session's database."""
    return _INDEXES[session.get_bind().dialect.name]
