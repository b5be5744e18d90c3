"""The tables of accessibility: what the site says of itself, faults that are known, and what people report."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.foundation.sentences import N_


class Status(StrEnum):
    """How far the site fulfils the law."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Status.FULLY: N_("Fully accessible"),
            Status.PARTLY: N_("Partly accessible"),
            Status.NOT: N_("Not accessible"),
        }[self]


class FaultReason(StrEnum):
    """Why something is not accessible, as the law tells them apart."""

    FAULT = "fault"
    BURDEN = "burden"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            FaultReason.FAULT: N_("It does not meet the law yet"),
            FaultReason.BURDEN: N_("It would be an unreasonable burden (section 12 of the act)"),
            FaultReason.OUTSIDE: N_("The law does not ask it"),
        }[self]


class Statement(Base):
    """What is said about the accessibility of the site, as it was from a moment on. The newest counts; none is changed."""

    __tablename__ = "accessibility_statements"
    __table_args__ = (Index("ix_accessibility_statements_written_at", "written_at"),)

    id: Mapped[Id]
    responsible: Mapped[ShortText] = mapped_column(comment="Which body the site is of")
    status: Mapped[Status] = mapped_column(one_of(Status, "status_known"))
    assessed_on: Mapped[date] = mapped_column(comment="When it was last tested as a whole")
    assessed_how: Mapped[LongText] = mapped_column(comment="How, and by whom; plain text")
    email: Mapped[str] = mapped_column(String(254), default="", comment="Where people can write instead of the form")
    telephone: Mapped[ShortText] = mapped_column(default="")
    answers_within: Mapped[int] = mapped_column(comment="Days within which a report is answered")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)


class Fault(Base):
    """Something that is known not to be accessible. Mended, never deleted."""

    __tablename__ = "accessibility_faults"
    __table_args__ = (CheckConstraint("(mended_at IS NULL) = (mended_by_id IS NULL)", name="mended_by_somebody"),)

    id: Mapped[Id]
    words: Mapped[LongText] = mapped_column(comment="What does not work, where and for whom; plain text")
    instead: Mapped[LongText] = mapped_column(default="", comment="What one can do meanwhile; plain text")
    criterion: Mapped[ShortText] = mapped_column(default="", comment="Of WCAG, such as 1.4.3")
    reason: Mapped[FaultReason] = mapped_column(one_of(FaultReason, "reason_known"))
    since_on: Mapped[date]
    until_on: Mapped[date | None] = mapped_column(comment="When it is to be mended, where that is known")
    told_at: Mapped[datetime]
    told_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    mended_at: Mapped[datetime | None]
    mended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)


class FaultReport(Base):
    """Somebody tells of something that they cannot use. Who it was is neither asked nor kept.

    The address is kept until it has been answered, and wiped with the answer.
    """

    __tablename__ = "accessibility_reports"
    __table_args__ = (
        Index("ix_accessibility_reports_answered_at_reported_at", "answered_at", "reported_at"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
    )

    id: Mapped[Id]
    words: Mapped[LongText]
    place: Mapped[str] = mapped_column(String(500), default="", comment="On which page, in their words")
    aids: Mapped[ShortText] = mapped_column(default="", comment="Browser, screen reader or other aid, in their words")
    email: Mapped[str] = mapped_column(String(254), default="", comment="Where the answer goes; empty for none")
    language: Mapped[str] = mapped_column(String(2))
    reported_at: Mapped[datetime]
    answer: Mapped[LongText] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    fault_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accessibility_faults.id"), index=True, comment="What it became among the known faults"
    )

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.answered_at is None
