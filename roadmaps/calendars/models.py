"""The private links by which people's own calendars fetch the dates of the plan."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id


class Scope(StrEnum):
    """Whose dates a calendar shows."""

    ALL = "all"
    AREA = "area"
    ORGANISATION = "organisation"


class CalendarLink(Base):
    """A link that shows, without signing in, what its person may see on the day; revoked, never deleted.

    The link itself is shown once, when it is made: what is kept is only its hash.
    """

    __tablename__ = "calendar_links"
    __table_args__ = (
        CheckConstraint(
            "(scope = 'all' AND area_id IS NULL AND organisation_id IS NULL)"
            " OR (scope = 'area' AND area_id IS NOT NULL AND organisation_id IS NULL)"
            " OR (scope = 'organisation' AND area_id IS NULL AND organisation_id IS NOT NULL)",
            name="scope_fits",
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the secret in the address")
    scope: Mapped[str] = mapped_column(String(20), comment="all, area or organisation")
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    created_at: Mapped[datetime]
    last_used_on: Mapped[date | None] = mapped_column(
        comment="Day of the last fetch; the day is enough, and spares writes"
    )
    revoked_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether it has not been revoked."""
        return self.revoked_at is None
