"""The tables of the year wheel: what leaders have written in it, and what was made for the next year from this one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.year_wheel.words import Sort


class WheelEntry(Base):
    """A day that is held nowhere else, such as a board's last day for papers; taken out, never deleted.

    `version` counts its savings, so that none overwrites another unseen.
    """

    __tablename__ = "wheel_entries"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= on_day", name="until_after_from"),
        CheckConstraint("sort IN ('deadline', 'report', 'consultation', 'call', 'other')", name="sort_is_written"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), index=True, comment="Empty: the whole county")
    sort: Mapped[Sort] = mapped_column(one_of(Sort, "sort_known"))
    title: Mapped[ShortText]
    words: Mapped[LongText] = mapped_column(default="", comment="Plain text")
    on_day: Mapped[date] = mapped_column(index=True)
    until_on: Mapped[date | None] = mapped_column(comment="Last day, where it lasts for several")
    is_yearly: Mapped[bool] = mapped_column(default=False, comment="It comes again on the same day each year")
    version: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))

    area: Mapped[Area | None] = relationship(lazy="joined")


class MadeForYear(Base):
    """That a line of one year was made anew for the next: from what, and what it became. Never changed.

    Of two who make the same year at once, the constraint refuses the second.
    """

    __tablename__ = "wheel_makings"
    __table_args__ = (UniqueConstraint("year", "from_sort", "from_id"),)

    id: Mapped[Id]
    year: Mapped[int] = mapped_column(comment="For which it was made")
    from_sort: Mapped[str] = mapped_column(String(20), comment="What it was made from: meeting, pulse, entry and so on")
    from_id: Mapped[UUID] = mapped_column(comment="Its id there")
    made_sort: Mapped[str] = mapped_column(String(20), comment="What it became: meeting, pulse or entry")
    made_id: Mapped[UUID]
    on_day: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
