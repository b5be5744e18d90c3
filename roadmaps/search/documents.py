"""One thing that can be found, in plain values, and what a source of such things can do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.search.models import Sort

# About a hundred and fifty pages; what a frozen version says beyond that is not found by its words.
LONGEST_TEXT = 400_000


@dataclass(frozen=True)
class Document:
    """What is to be kept of one thing; the fields are those of `SearchDocument`."""

    subject_id: UUID
    version: int
    title: str
    text: str
    changed_at: datetime
    roadmap_id: UUID | None = None
    area_id: UUID | None = None
    is_public: bool = False
    kind: str = ""
    block_id: UUID | None = None
    organisations: frozenset[UUID] = frozenset()
    parts: tuple[tuple[int, str], ...] = ()


class Source(Protocol):
    """One sort of things that can be found."""

    sort: Sort

    def versions(self, session: Session) -> Mapping[UUID, int]:
        """Everything of this sort that is to be found, with a number that changes when it does. Cheap for all."""

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterable[Document]:
        """Those of these things that are to be found, as they read now."""
