"""What can be asked about moderation."""

from uuid import UUID

from sqlalchemy import Select, select

from roadmaps.moderation.models import LogEntry


def log_of(area_id: UUID) -> Select[LogEntry]:
    """The public log of an area, newest first."""
    return select(LogEntry).where(LogEntry.area_id == area_id).order_by(LogEntry.at.desc(), LogEntry.id.desc())
