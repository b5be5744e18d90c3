"""The roadmap of an area: its state and its locks. What it says lies in its history's blocks."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, Id, LongText
from roadmaps.revisions.models import History
from roadmaps.roadmap.phases import Phase


class Roadmap(Base):
    """From vision to action for one strength area."""

    __tablename__ = "roadmaps"

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), unique=True)
    history_id: Mapped[UUID] = mapped_column(ForeignKey("histories.id"), unique=True)
    period_from: Mapped[int] = mapped_column(comment="First year of the programme period")
    period_to: Mapped[int] = mapped_column(comment="Last year of the programme period")
    phase: Mapped[str] = mapped_column(String(20), default=Phase.PREPARING.value)
    phase_since: Mapped[date] = mapped_column(comment="Day from which the state holds")
    phase_reason: Mapped[LongText] = mapped_column(default="", comment="Why it is in this state")
    phase_decision: Mapped[LongText] = mapped_column(
        default="", server_default="", comment="The decision that the state rests on, if any"
    )
    next_step: Mapped[LongText] = mapped_column(default="", comment="What happens next, in words")
    next_on: Mapped[date | None] = mapped_column(comment="Day of the next step, where one is known")
    is_working_public: Mapped[bool] = mapped_column(
        default=False, comment="Whether readers without an account may see the working version"
    )

    area: Mapped[Area] = relationship(lazy="joined")
    history: Mapped[History] = relationship(lazy="joined")

    @property
    def state(self) -> Phase:
        """The phase as a word of the model."""
        return Phase(self.phase)


class PhaseChange(Base):
    """A roadmap went from one state to another; never changed."""

    __tablename__ = "phase_changes"

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    phase_before: Mapped[str | None] = mapped_column(String(20))
    phase: Mapped[str] = mapped_column(String(20))
    since: Mapped[date]
    reason: Mapped[LongText]
    decision: Mapped[LongText] = mapped_column(
        default="", server_default="", comment="Who decided, when, and where it can be read"
    )
    next_step: Mapped[LongText]
    next_on: Mapped[date | None]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))

    @property
    def state(self) -> Phase:
        """The phase that it went to."""
        return Phase(self.phase)


class NextStepReminder(Base):
    """That those who lead were reminded of a next step whose day has come, or of a roadmap that rests."""

    __tablename__ = "next_step_reminders"

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    reminded_at: Mapped[datetime]


class Lock(Base):
    """A process leader keeps a block, a section or the whole roadmap as it is; lifting it leaves the row with its story.

    It stands until it is lifted, or through its last day.
    """

    __tablename__ = "locks"
    __table_args__ = (
        Index(
            "uq_locks_standing",
            "roadmap_id",
            "block_id",
            "section",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"), comment="None: a section, or all of it")
    section: Mapped[str] = mapped_column(String(20), default="", comment="Which section; empty: a block, or all of it")
    until_on: Mapped[date | None] = mapped_column(comment="Last day that counts; empty: until it is lifted")
    reason: Mapped[LongText]
    locked_at: Mapped[datetime]
    locked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
