"""When each chore was done last. The row is locked while the chore is done, so that no two processes do it at once."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, LongText


class ChoreRun(Base):
    """One chore, by its name."""

    __tablename__ = "chore_runs"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    done_at: Mapped[datetime | None] = mapped_column(comment="When it was last done to the end")
    failed_at: Mapped[datetime | None] = mapped_column(comment="When it last failed; empty after it has been done")
    last_error: Mapped[LongText] = mapped_column(default="")
