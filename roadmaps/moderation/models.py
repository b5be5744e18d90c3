"""The public log of moderation, and how far each leader has read what is new."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Enum, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText


class Deed(StrEnum):
    """What is told in the log."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    COMMENT_HIDDEN = "comment_hidden"
    COMMENT_RESTORED = "comment_restored"
    PHASE_CHANGED = "phase_changed"
    SHOWN_TO_ALL = "shown_to_all"
    NOT_SHOWN_TO_ALL = "not_shown_to_all"
    VERSION_FROZEN = "version_frozen"


class LogEntry(Base):
    """One act of moderation, written in the transaction of the act itself and never changed.

    `about` is what the thing was called then; empty stands for the roadmap as a whole. The text of what was hidden
    is never copied here.
    """

    __tablename__ = "moderation_entries"
    __table_args__ = (Index("ix_moderation_entries_area_id_at", "area_id", "at"),)

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"))
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), comment="Empty for the command line")
    deed: Mapped[Deed] = mapped_column(
        Enum(
            Deed,
            native_enum=False,
            length=20,
            values_callable=lambda deeds: [deed.value for deed in deeds],
            name="deed_known",
            create_constraint=True,
        )
    )
    about: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[LongText] = mapped_column(default="")
    phase: Mapped[str] = mapped_column(String(20), default="", comment="The state that the roadmap went to")
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"))
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("threads.id"))


class SeenMark(Base):
    """How far one person has read what is new in an area."""

    __tablename__ = "seen_marks"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    upto: Mapped[datetime]
