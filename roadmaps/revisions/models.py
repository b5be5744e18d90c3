"""The tables of the engine. Rows are written once and never changed, but for the two numbers of what is current."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, Packed
from roadmaps.foundation.sentences import N_


class How(StrEnum):
    """By which way a revision came about."""

    EDIT = "edit"
    RESTORE = "restore"
    IMPORT = "import"
    ANSWER = "answer"
    SUGGESTION = "suggestion"
    TOGETHER = "together"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            How.EDIT: N_("Edited"),
            How.RESTORE: N_("Restored"),
            How.IMPORT: N_("Imported"),
            How.ANSWER: N_("Answered"),
            How.SUGGESTION: N_("Suggested and accepted"),
            How.TOGETHER: N_("Written together"),
        }[self]


class History(Base):
    """One thing with a past, such as a roadmap. The row is locked while a revision is written."""

    __tablename__ = "histories"

    id: Mapped[Id]
    subject: Mapped[str] = mapped_column(String(20), comment="Which table of kinds its blocks follow, such as roadmap")
    current: Mapped[int] = mapped_column(default=0, comment="Number of the newest revision, 0 before the first")


class Revision(Base):
    """Who changed what, for which organisation, when and why."""

    __tablename__ = "revisions"
    __table_args__ = (
        # The constraint is the lock of last resort: of two writers of the same number, one is refused.
        UniqueConstraint("history_id", "number"),
        Index("ix_revisions_history_id_written_at", "history_id", "written_at"),
    )

    id: Mapped[Id]
    history_id: Mapped[UUID] = mapped_column(ForeignKey("histories.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on, without gaps in a history")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), index=True, comment="For whom the person acted"
    )
    approved_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), comment="Who accepted it, where that is not the one who wrote it"
    )
    approved_for_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), comment="For whom the approver acted"
    )
    written_at: Mapped[datetime]
    how: Mapped[str] = mapped_column(String(20))
    restored_from: Mapped[int | None] = mapped_column(comment="The revision whose state was taken up again")
    summary: Mapped[LongText] = mapped_column(default="", comment="Why, in the writer's words; may be empty")
    facts: Mapped[list[dict[str, object]]] = mapped_column(
        JSON, comment="What changed, one entry a block; told in the reader's language by revisions.sentences"
    )


class Block(Base):
    """A stable identity: a paragraph of vision, a goal, an activity. What it says is in its versions."""

    __tablename__ = "blocks"
    __table_args__ = (Index("ix_blocks_history_id_kind", "history_id", "kind"),)

    id: Mapped[Id]
    history_id: Mapped[UUID] = mapped_column(ForeignKey("histories.id"))
    kind: Mapped[str] = mapped_column(String(30))
    current: Mapped[int] = mapped_column(
        comment="Number of its newest version, so that the current state costs the same however long the history is"
    )


class BlockVersion(Base):
    """What a block was from one revision on, until its next version."""

    __tablename__ = "block_versions"
    __table_args__ = (
        ForeignKeyConstraint(["history_id", "number"], ["revisions.history_id", "revisions.number"]),
        Index("ix_block_versions_history_id_number", "history_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, comment="Number of the revision that wrote it")
    history_id: Mapped[UUID]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"), comment="The block it lies under")
    rank: Mapped[str] = mapped_column(
        String(100), comment="Place among its siblings: a fractional index, in byte order"
    )
    is_removed: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(String(200), index=True, comment="What it was called; links find it by this")
    content: Mapped[str] = mapped_column(Packed, comment="Canonical JSON, by the model of the block's kind")
    html: Mapped[str | None] = mapped_column(
        Packed, comment="JSON of field name to clean HTML, made when the version was written"
    )
    renderer: Mapped[int] = mapped_column(comment="Version of the renderer that made the HTML")


class Contribution(Base):
    """One of several who wrote a revision together. The first of them is also the author of the revision itself."""

    __tablename__ = "contributions"
    __table_args__ = (
        ForeignKeyConstraint(["history_id", "number"], ["revisions.history_id", "revisions.number"]),
        CheckConstraint("place >= 0", name="place_counts_from_zero"),
    )

    history_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, comment="Number of the revision")
    place: Mapped[int] = mapped_column(primary_key=True, comment="0 for whoever wrote most of it, then 1, 2 and so on")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), index=True, comment="For whom the person acted"
    )


class SharedWords(Base):
    """Who wrote which words of one field, in a version that several wrote together."""

    __tablename__ = "shared_words"
    __table_args__ = (
        ForeignKeyConstraint(["block_id", "number"], ["block_versions.block_id", "block_versions.number"]),
    )

    block_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, comment="Number of the version")
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    runs: Mapped[list[list[int | None]]] = mapped_column(
        JSON,
        comment="The text from its beginning in pairs: how many characters, and the place of the contribution that "
        "they are from, or null where they stood there before",
    )
