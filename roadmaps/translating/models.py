"""What texts say in other languages: a row for each version of each text, never changed. And which languages are used."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, Packed, one_of
from roadmaps.foundation.sentences import N_


class How(StrEnum):
    """By which way a version of a translation came about."""

    WRITTEN = "written"
    HOLDS = "holds"
    IMPORT = "import"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            How.WRITTEN: N_("Translated"),
            How.HOLDS: N_("Found to hold still"),
            How.IMPORT: N_("Imported"),
        }[self]


class Translation(Base):
    """One version of what one text of a block says in another language; the newest holds."""

    __tablename__ = "translations"
    __table_args__ = (
        # Of two who translate the same text at the same moment, one is refused.
        UniqueConstraint("block_id", "language", "field", "number"),
        ForeignKeyConstraint(["block_id", "made_from"], ["block_versions.block_id", "block_versions.number"]),
        Index("ix_translations_person_id", "person_id"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[Id]
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"))
    language: Mapped[str] = mapped_column(String(8), comment="Its code by BCP 47, such as en or sma")
    field: Mapped[str] = mapped_column(String(40), comment="Which of the block's texts")
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on for this text in this language")
    text: Mapped[str] = mapped_column(Packed, comment="Empty: there is none any more")
    html: Mapped[str | None] = mapped_column(Packed, comment="Clean HTML, for prose; made when the version was written")
    renderer: Mapped[int] = mapped_column(comment="Version of the renderer that made the HTML")
    made_from: Mapped[int] = mapped_column(comment="Number of the block's version that it was translated from")
    source_sha256: Mapped[str] = mapped_column(
        String(64), comment="Of the words that it was translated from, by which one tells whether they have changed"
    )
    how: Mapped[How] = mapped_column(one_of(How, "how_known"), default=How.WRITTEN)
    written_at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="For whom they acted")


class LanguageChoice(Base):
    """Somebody let texts be read in a language, or no longer. The newest row for a language holds; none is changed."""

    __tablename__ = "language_choices"

    id: Mapped[Id]
    language: Mapped[str] = mapped_column(String(8), index=True)
    is_used: Mapped[bool]
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
