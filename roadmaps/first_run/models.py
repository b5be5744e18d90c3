"""The codes by which the first coordinator is made. Only what they hash to is kept, and none outlives its use."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id


class SetupCode(Base):
    """One code, as it was printed by one start of the site: several hosts may start at once, and each prints its own."""

    __tablename__ = "setup_codes"

    id: Mapped[Id]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the code without its hyphens")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
