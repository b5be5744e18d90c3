"""What organisations have been asked about their part in activities. What they answered lies in the roadmap itself."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, LongText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.models import Roadmap


class About(StrEnum):
    """What an organisation is asked: whether it takes the lead, or how the activity that it leads goes."""

    PART = "part"
    STATUS = "status"


class PartAnswer(StrEnum):
    """What can be said to a proposed lead."""

    LEAD = "lead"
    TAKE_PART = "take_part"
    CANNOT = "cannot"
    NEED = "need"

    @property
    def label(self) -> str:
        """The words on the button, as a catalogue message."""
        return {
            PartAnswer.LEAD: N_("We lead"),
            PartAnswer.TAKE_PART: N_("We take part, but do not lead"),
            PartAnswer.CANNOT: N_("We cannot"),
            PartAnswer.NEED: N_("We need something first"),
        }[self]

    @property
    def needs_words(self) -> bool:
        """Whether the answer means nothing without a line beside it."""
        return self in {PartAnswer.CANNOT, PartAnswer.NEED}


class StatusAnswer(StrEnum):
    """How the leading organisation says that an activity goes."""

    ON_TRACK = "on_track"
    OBSTACLE = "obstacle"
    DONE = "done"
    NOT_STARTED = "not_started"

    @property
    def label(self) -> str:
        """The words on the button, as a catalogue message."""
        return {
            StatusAnswer.ON_TRACK: N_("It is on track"),
            StatusAnswer.OBSTACLE: N_("It meets an obstacle"),
            StatusAnswer.DONE: N_("It is done"),
            StatusAnswer.NOT_STARTED: N_("It has not started"),
        }[self]

    @property
    def needs_words(self) -> bool:
        """Whether the answer means little without a line beside it."""
        return self is StatusAnswer.OBSTACLE


_ABOUT = one_of(About, "about_known", length=10)
_IS_OPEN = text("answered_at IS NULL AND withdrawn_at IS NULL")


class Question(Base):
    """One organisation is asked one thing, once. An answer closes it for everyone who was asked."""

    __tablename__ = "questions"
    __table_args__ = (
        # Two processes that ask at once ask once.
        Index(
            "uq_questions_open",
            "block_id",
            "organisation_id",
            "about",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        UniqueConstraint("block_id", "organisation_id", "round"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answer_when_answered"),
        Index("ix_questions_roadmap_id_asked_at", "roadmap_id", "asked_at"),
    )

    id: Mapped[Id]
    about: Mapped[About] = mapped_column(_ABOUT)
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"), comment="The responsibility, or the activity")
    activity_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    round: Mapped[str] = mapped_column(
        String(40), comment="Which time it is asked: 2026-Q4 for a status, the moment of asking for a part"
    )
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(comment="The links in letters work until then")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    answer: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[LongText] = mapped_column(default="")
    revision_number: Mapped[int | None] = mapped_column(comment="The revision that keeps the answer")
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="When it was of no use any more")

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)

    def is_open(self, at: datetime) -> bool:
        """Whether the links in its letters can still be answered."""
        return self.answered_at is None and self.withdrawn_at is None and at < self.expires_at

    @property
    def choices(self) -> type[PartAnswer] | type[StatusAnswer]:
        """What can be answered."""
        return PartAnswer if self.about is About.PART else StatusAnswer


class QuestionLink(Base):
    """The link in one person's letter: it opens one question, for that person only, and nothing else."""

    __tablename__ = "question_links"
    __table_args__ = (UniqueConstraint("question_id", "person_id"),)

    id: Mapped[Id]
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)

    question: Mapped[Question] = relationship(lazy="joined", innerjoin=True)


class StatusInterval(Base):
    """How often the leading organisations of an area are asked how it goes; no row means every quarter."""

    __tablename__ = "status_intervals"
    __table_args__ = (CheckConstraint("months IN (0, 1, 3, 6, 12)", name="months_known"),)

    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    months: Mapped[int] = mapped_column(comment="0: they are not asked")
