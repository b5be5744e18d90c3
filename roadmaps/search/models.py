"""What can be found, as words. All of it is made from what the rooms below keep, and can be made anew at any time."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import DDL, JSON, ForeignKey, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import ExecutableDDLElement

from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, LongText
from roadmaps.foundation.sentences import N_


class Sort(StrEnum):
    """What sort of thing a document tells of, in the order in which they are offered."""

    BLOCK = "block"
    COMMENT = "comment"
    SUGGESTION = "suggestion"
    SNAPSHOT = "snapshot"
    AREA = "area"
    ORGANISATION = "organisation"
    TERM = "term"
    STRATEGY = "strategy"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Sort.BLOCK: N_("Text of the roadmaps"),
            Sort.COMMENT: N_("Comments"),
            Sort.SUGGESTION: N_("Suggestions"),
            Sort.SNAPSHOT: N_("Versions"),
            Sort.AREA: N_("Strength areas"),
            Sort.ORGANISATION: N_("Organisations"),
            Sort.TERM: N_("Terms"),
            Sort.STRATEGY: N_("Parts of the strategy"),
        }[self]


class SearchDocument(Base):
    """One thing that can be found, as it reads now.

    Who may read it is not kept here but asked anew at every search; only that something is public for ever, as an
    adopted version is, is told by `is_public`.
    """

    __tablename__ = "search_documents"
    __table_args__ = (UniqueConstraint("sort", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID] = mapped_column(comment="The block, comment, suggestion and so on")
    version: Mapped[int] = mapped_column(
        comment="Tells whether the thing has changed since; for frozen versions their number"
    )
    roadmap_id: Mapped[UUID | None] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), index=True)
    is_public: Mapped[bool] = mapped_column(comment="Whether everyone may read it, whoever may read the roadmap")
    kind: Mapped[str] = mapped_column(String(30), default="", comment="Of a block or a frozen version")
    block_id: Mapped[UUID | None] = mapped_column(comment="What a comment is about")
    title: Mapped[LongText] = mapped_column(default="")
    text: Mapped[LongText] = mapped_column(default="")
    parts: Mapped[list[Any]] = mapped_column(
        JSON, default=list, comment="Where in the text of a frozen version each block begins: [characters before, id]"
    )
    changed_at: Mapped[datetime] = mapped_column(index=True, comment="When it was written or last changed")

    area: Mapped[Area | None] = relationship(viewonly=True)


class SearchDocumentOrganisation(Base):
    """An organisation that a document has to do with: it wrote it, leads it or takes part."""

    __tablename__ = "search_document_organisations"

    document_id: Mapped[int] = mapped_column(ForeignKey("search_documents.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True, index=True)


# The words themselves lie in a table that no model tells of, as each database has its own way. It is made and
# dropped with the documents here, and by hand in the migration; `roadmaps.migrating` knows to leave it alone.
WORDS = "search_words"
_FTS5 = "title, body, title_roots, body_roots, tokenize = 'ascii', prefix = '2 3'"
_COLUMNS = "document_id INTEGER PRIMARY KEY REFERENCES search_documents (id) ON DELETE CASCADE, words TSVECTOR NOT NULL"
_MAKE = {
    "sqlite": [f"CREATE VIRTUAL TABLE {WORDS} USING fts5 ({_FTS5})"],
    "postgresql": [
        f"CREATE TABLE {WORDS} ({_COLUMNS})",
        f"CREATE INDEX ix_{WORDS}_words ON {WORDS} USING gin (words)",
    ],
}
_ddl: Callable[[str], ExecutableDDLElement] = DDL
for _dialect, _statements in _MAKE.items():
    for _statement in _statements:
        event.listen(SearchDocument.__table__, "after_create", _ddl(_statement).execute_if(dialect=_dialect))
event.listen(SearchDocument.__table__, "before_drop", _ddl(f"DROP TABLE IF EXISTS {WORDS}"))
