"""The tables of moderation: flags, appeals, the public log, and how far each leader has read what is new."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, one_of
from roadmaps.foundation.sentences import N_


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
    APPEAL_DENIED = "appeal_denied"
    MUTED = "muted"
    UNMUTED = "unmuted"
    READ_FIRST = "read_first"
    READ_AFTER = "read_after"
    NOT_RELEASED = "not_released"
    HANDED_OVER = "handed_over"


class ThingSort(StrEnum):
    """What can be flagged."""

    COMMENT = "comment"
    THREAD = "thread"
    SUGGESTION = "suggestion"
    BLOCK = "block"


class FlagReason(StrEnum):
    """Why somebody thinks that those who lead should look at something."""

    HURTS = "hurts"
    PRIVATE = "private"
    WRONG = "wrong"
    ADVERTISES = "advertises"
    ELSEWHERE = "elsewhere"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            FlagReason.HURTS: N_("It insults or threatens somebody"),
            FlagReason.PRIVATE: N_("It tells something private about somebody"),
            FlagReason.WRONG: N_("It is wrong, and misleads"),
            FlagReason.ADVERTISES: N_("It is advertising"),
            FlagReason.ELSEWHERE: N_("It does not belong here"),
            FlagReason.OTHER: N_("Something else"),
        }[self]


class FlagOutcome(StrEnum):
    """What became of a flag."""

    HIDDEN = "hidden"
    MENDED = "mended"
    LEFT = "left"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            FlagOutcome.HIDDEN: N_("It was hidden"),
            FlagOutcome.MENDED: N_("Something else was done about it"),
            FlagOutcome.LEFT: N_("It stays as it is"),
        }[self]


class Flag(Base):
    """Somebody asks those who lead an area to look at something. Who asked is never told to others.

    A person has one open flag on a thing at most; it is kept when it has been answered.
    """

    __tablename__ = "flags"
    __table_args__ = (
        Index(
            "uq_flags_open",
            "person_id",
            "sort",
            "thing_id",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index("ix_flags_sort_thing_id", "sort", "thing_id"),
        CheckConstraint("(settled_at IS NULL) = (outcome IS NULL)", name="outcome_when_settled"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), index=True)
    sort: Mapped[ThingSort] = mapped_column(one_of(ThingSort, "sort_known"))
    thing_id: Mapped[UUID] = mapped_column(comment="In the table that the sort names; such rows are never deleted")
    about: Mapped[str] = mapped_column(String(200), default="", comment="What it was called then; empty: all of it")
    reason: Mapped[FlagReason] = mapped_column(one_of(FlagReason, "reason_known"))
    words: Mapped[LongText] = mapped_column(default="")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    outcome: Mapped[FlagOutcome | None] = mapped_column(one_of(FlagOutcome, "outcome_known"))
    answer: Mapped[LongText] = mapped_column(default="", comment="What the one who flagged it is told")


class Appeal(Base):
    """The author of a hidden comment asks for it to be looked at once more; once for each time it is hidden."""

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("comment_id", "hidden_at"),
        CheckConstraint("(answered_at IS NULL) = (is_restored IS NULL)", name="outcome_when_answered"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), index=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"))
    hidden_at: Mapped[datetime] = mapped_column(comment="Which hiding it is about")
    hidden_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hide_reason: Mapped[LongText]
    words: Mapped[LongText] = mapped_column(comment="Why the author thinks that it should be read")
    made_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    is_restored: Mapped[bool | None]
    answer: Mapped[LongText] = mapped_column(default="", comment="Why, as its author and the log are told")


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
    deed: Mapped[Deed] = mapped_column(one_of(Deed, "deed_known"))
    about: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[LongText] = mapped_column(default="")
    phase: Mapped[str] = mapped_column(String(20), default="", comment="The state that the roadmap went to")
    until_on: Mapped[date | None] = mapped_column(comment="Last day of a lock or a mute, where there is one")
    section: Mapped[str] = mapped_column(String(20), default="", comment="The section that was locked")
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"))
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("threads.id"))


class SeenMark(Base):
    """How far one person has read what is new in an area."""

    __tablename__ = "seen_marks"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    upto: Mapped[datetime]
