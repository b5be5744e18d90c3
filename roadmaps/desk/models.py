"""What the desk keeps by itself: who takes care of a point, and until when it is laid aside.

What waits is never stored: it is asked of the rooms that know it. A row here says something about a point as long as
the point waits, and nothing when it does not.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText


class PointAssignment(Base):
    """Somebody was asked to take care of a point, or (`to_id` None) nobody any more. The newest one holds."""

    __tablename__ = "desk_assignments"
    __table_args__ = (
        Index("ix_desk_assignments_source_key", "source", "key"),
        Index("ix_desk_assignments_area_id", "area_id"),
    )

    id: Mapped[Id]
    source: Mapped[str] = mapped_column(String(20), comment="Which sort of thing waits, such as suggestions")
    key: Mapped[UUID] = mapped_column(comment="The identity of what waits, in the room that knows it")
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"))
    to_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    note: Mapped[LongText] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]


class PointSnooze(Base):
    """A point is laid aside until a day, on which it waits again. For everyone whose desk it lies on."""

    __tablename__ = "desk_snoozes"

    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[UUID] = mapped_column(primary_key=True)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), index=True)
    until_on: Mapped[date] = mapped_column(comment="The first day on which it waits again")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]
