"""When each chore was done last, and which processes have done the site's own work, so that it is seen when none does.

The row of a chore is locked while it is done, so that no two processes do it at once.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText


class ChoreRun(Base):
    """One chore, by its name."""

    __tablename__ = "chore_runs"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    done_at: Mapped[datetime | None] = mapped_column(comment="When it was last done to the end")
    failed_at: Mapped[datetime | None] = mapped_column(comment="When it last failed; empty after it has been done")
    last_error: Mapped[LongText] = mapped_column(default="")


class Worker(Base):
    """One process that does the site's own work, for as long as it is heard of."""

    __tablename__ = "workers"

    id: Mapped[Id]
    host: Mapped[str] = mapped_column(String(120), comment="The machine's own name")
    process_id: Mapped[int]
    is_apart: Mapped[bool] = mapped_column(comment="A process of its own; otherwise one that serves pages too")
    leads: Mapped[bool] = mapped_column(comment="Whether it does what only one may do, as it last said")
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Duty(Base):
    """One sort of work that is done again and again, such as sending letters."""

    __tablename__ = "duties"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    turned_at: Mapped[datetime | None] = mapped_column(comment="When a round of it last ended well, in any process")
    failed_at: Mapped[datetime | None] = mapped_column(comment="When a round last failed; empty after one went well")
    last_error: Mapped[LongText] = mapped_column(default="")
