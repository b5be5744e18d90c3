"""The tables of the binder: how far criteria were judged to be fulfilled, what people have put in, and frozen editions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.areas.models import Area
from roadmaps.binder.criteria import Criterion, Judged
from roadmaps.files.models import StoredFile
from roadmaps.foundation.database import Base, Id, LongText, PackedText, ShortText, one_of


class Judgement(Base):
    """Somebody has judged how far a criterion is fulfilled; never changed. The newest holds."""

    __tablename__ = "binder_judgements"
    __table_args__ = (
        Index("ix_binder_judgements_area_id_criterion", "area_id", "criterion"),
        CheckConstraint("words <> ''", name="words_given"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), comment="Empty: the whole county")
    criterion: Mapped[Criterion] = mapped_column(one_of(Criterion, "criterion_known"))
    judged: Mapped[Judged] = mapped_column(one_of(Judged, "judged_known"))
    words: Mapped[LongText] = mapped_column(comment="Why; plain text")
    judged_at: Mapped[datetime]
    judged_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    judged_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="For whom they acted")


class Exhibit(Base):
    """Evidence that somebody has put in: a link, a file, or a document in the registry. Taken out, never deleted."""

    __tablename__ = "binder_exhibits"
    __table_args__ = (
        Index("ix_binder_exhibits_area_id_criterion", "area_id", "criterion"),
        CheckConstraint("link <> '' OR file_id IS NOT NULL OR registry_number <> ''", name="found_somewhere"),
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by_somebody"),
        CheckConstraint("(removed_at IS NULL) = (removal_reason = '')", name="reason_when_removed"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), comment="Empty: the whole county")
    criterion: Mapped[Criterion] = mapped_column(one_of(Criterion, "criterion_known"))
    title: Mapped[ShortText]
    dated_on: Mapped[date] = mapped_column(comment="The day of the document, or of what it shows")
    shows: Mapped[LongText] = mapped_column(default="", comment="What it shows; plain text")
    link: Mapped[str] = mapped_column(String(1_000), default="")
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id"), index=True)
    registry_number: Mapped[ShortText] = mapped_column(default="", comment="Under which number it is in the registry")
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    added_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="For whom they acted")
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    removal_reason: Mapped[LongText] = mapped_column(default="")

    file: Mapped[StoredFile | None] = relationship(lazy="joined")

    @property
    def counts(self) -> bool:
        """Whether it has not been taken out."""
        return self.removed_at is None


class BinderEdition(Base):
    """The binder as it was on a day, to be handed over. Written once."""

    __tablename__ = "binder_editions"
    __table_args__ = (
        UniqueConstraint("area_id", "number", postgresql_nulls_not_distinct=True),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), comment="Empty: the whole county")
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its place")
    title: Mapped[ShortText]
    note: Mapped[LongText] = mapped_column(default="", comment="To whom it goes and why; plain text")
    registry_number: Mapped[ShortText] = mapped_column(default="", comment="Under which number it is in the registry")
    language: Mapped[str] = mapped_column(String(2), comment="In which its words were told")
    content: Mapped[PackedText] = mapped_column(comment="Canonical JSON of everything in it", deferred=True)
    sha256: Mapped[str] = mapped_column(String(64), comment="Of the content, as UTF-8")
    is_public: Mapped[bool] = mapped_column(comment="Everyone could read all that it was made from when it was made")
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    made_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="It comes from it")

    area: Mapped[Area | None] = relationship(lazy="joined")
