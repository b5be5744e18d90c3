"""The table of what programs have sent with a key of their own, so that sending it again does nothing again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, PackedText


class AnsweredRequest(Base):
    """One request that was answered, kept for a day in the unit of work that did what it asked for."""

    __tablename__ = "answered_requests"

    id: Mapped[Id]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of who sent it and the key")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    request_hash: Mapped[str] = mapped_column(
        String(64), comment="SHA-256 of the method, the address and what was sent"
    )
    status: Mapped[int]
    answer: Mapped[PackedText] = mapped_column(comment="JSON, as it was answered")
    location: Mapped[str] = mapped_column(String(500), default="", comment="Address of what was made, if anything was")
    at: Mapped[datetime] = mapped_column(index=True)
