"""Spreadsheets that have been sent in and are not confirmed yet."""

from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, PackedText
from roadmaps.roadmap.files_aside import FileAside


class PendingSpreadsheet(FileAside, Base):
    """A spreadsheet of a roadmap that somebody has sent and not confirmed yet. Only that person sees it, for a day."""

    __tablename__ = "pending_spreadsheets"

    lines: Mapped[PackedText] = mapped_column(comment="JSON: the cells by sheet and row; empty when confirmed")
