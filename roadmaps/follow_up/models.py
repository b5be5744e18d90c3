"""The table of follow-up reports. What a report says is in its history, block by block, as with a roadmap."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, Id
from roadmaps.revisions.models import History


class FollowUp(Base):
    """One report on what happened between two days, in one area or (area_id None) in all of them.

    It is a draft until it is finished; from then on it never changes.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (
        CheckConstraint("from_on < until_on", name="period_in_order"),
        CheckConstraint("(finished_at IS NULL) = (finished_number IS NULL)", name="number_when_finished"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), index=True, comment="Empty: all areas")
    history_id: Mapped[UUID] = mapped_column(ForeignKey("histories.id"), unique=True)
    from_on: Mapped[date] = mapped_column(comment="The first day that it tells of; how things stood is that morning")
    until_on: Mapped[date] = mapped_column(comment="The last day that it tells of")
    from_snapshot_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("snapshots.id"), comment="The frozen version that it begins from, where one was chosen"
    )
    until_snapshot_id: Mapped[UUID | None] = mapped_column(ForeignKey("snapshots.id"))
    language: Mapped[str] = mapped_column(String(5), comment="In which it was drafted")
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    begun_for_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), comment="For whom the person acted: the report comes from this organisation"
    )
    gathered_at: Mapped[datetime] = mapped_column(comment="When its findings were last drawn from the records")
    finished_at: Mapped[datetime | None]
    finished_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    finished_number: Mapped[int | None] = mapped_column(comment="The revision that was finished")

    area: Mapped[Area | None] = relationship(lazy="joined")
    begun_for: Mapped[Organisation | None] = relationship(lazy="joined")
    history: Mapped[History] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_finished(self) -> bool:
        """Whether it is no draft any more."""
        return self.finished_at is not None

    @property
    def year(self) -> int:
        """The year that it is mostly about: that of its last day."""
        return self.until_on.year
