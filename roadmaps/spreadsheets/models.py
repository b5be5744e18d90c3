"""Spreadsheets that have been sent in and are not confirmed yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, PackedText, ShortText


class PendingSpreadsheet(Base):
    """A spreadsheet of a roadmap that somebody has sent and not confirmed yet. Only that person sees it, for a day."""

    __tablename__ = "pending_spreadsheets"

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    filename: Mapped[ShortText]
    lines: Mapped[PackedText] = mapped_column(comment="JSON: the cells by sheet and row; empty when confirmed")
    made_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
