"""The tables of the process: the laps of an area, and what those who lead it have told of the steps in them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, Id, LongText, one_of
from roadmaps.six_steps.steps import Step, Turn


class Lap(Base):
    """One time round the six steps in an area. It has no end of its own: steps of one may go on when the next begins."""

    __tablename__ = "process_laps"
    __table_args__ = (
        UniqueConstraint("area_id", "number"),
        CheckConstraint("number > 0", name="number_from_one"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"))
    number: Mapped[int] = mapped_column(comment="In the area, from 1")
    title: Mapped[str] = mapped_column(String(120), comment="What it is called, such as a programme period")
    began_on: Mapped[date] = mapped_column(comment="The first day that counts to it")
    reason: Mapped[LongText] = mapped_column(comment="Why it is begun")
    begun_at: Mapped[datetime] = mapped_column(comment="When that was told")
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    begun_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="For whom they acted")

    area: Mapped[Area] = relationship(lazy="joined", innerjoin=True)


class StepMark(Base):
    """What was told of a step in a lap; never changed. One that was wrong is taken back, with who, when and why."""

    __tablename__ = "step_marks"
    __table_args__ = (
        Index("ix_step_marks_lap_id_told_on", "lap_id", "told_on"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name="withdrawn_by_somebody"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawal_reason = '')", name="reason_when_withdrawn"),
    )

    id: Mapped[Id]
    lap_id: Mapped[UUID] = mapped_column(ForeignKey("process_laps.id"))
    step: Mapped[Step] = mapped_column(one_of(Step, "step_known"))
    turn: Mapped[Turn] = mapped_column(one_of(Turn, "turn_known"))
    told_on: Mapped[date] = mapped_column(comment="The day from which it holds")
    words: Mapped[LongText] = mapped_column(comment="What was done, or why")
    next_step: Mapped[LongText] = mapped_column(default="", comment="What comes next in the step, in words")
    next_on: Mapped[date | None] = mapped_column(comment="Day of what comes next, where one is known")
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    marked_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="For whom they acted")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    withdrawal_reason: Mapped[LongText] = mapped_column(default="")

    lap: Mapped[Lap] = relationship(lazy="joined", innerjoin=True)

    @property
    def counts(self) -> bool:
        """Whether it has not been taken back."""
        return self.withdrawn_at is None
