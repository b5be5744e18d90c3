"""The tables of the second step: apps that show codes, codes for the day when the phone is gone, and whom the site asks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id


class CodeApp(Base):
    """That a person's phone or computer shows codes which this site can check. One row a person, also while being set up."""

    __tablename__ = "code_apps"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), unique=True)
    secret: Mapped[str | None] = mapped_column(
        String(200), comment="What codes are made of, sealed with the site's secret key; empty until the first code"
    )
    in_use_since: Mapped[datetime | None] = mapped_column(comment="When the first right code came; empty before that")
    last_step: Mapped[int | None] = mapped_column(
        comment="Half minutes since 1970 of the last code taken; neither it nor one before it is taken again"
    )
    offered_secret: Mapped[str | None] = mapped_column(
        String(200), comment="Sealed; shown to one browser, and in use once that browser has sent a right code of it"
    )
    offered_to_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sign_ins.id", ondelete="SET NULL"),
        comment="The sign-in that was shown it; no other may take it into use",
    )
    offered_at: Mapped[datetime | None]

    @property
    def is_in_use(self) -> bool:
        """Whether its codes are asked for."""
        return self.secret is not None


class RecoveryCode(Base):
    """One code that lets its person through once without the app. Unguessable, so its hash is enough."""

    __tablename__ = "recovery_codes"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of 80 random bits, as written")
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WrongCode(Base):
    """A code from an app that was wrong, counted for a day so that guessing takes for ever."""

    __tablename__ = "wrong_codes"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    tried_at: Mapped[datetime] = mapped_column(index=True)


class SecondStepChoice(Base):
    """Whom the site asks for a second step, from a moment on. The newest holds; none is ever changed."""

    __tablename__ = "second_step_choices"

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(unique=True, comment="1, 2, 3 …; the lock that two choosers at once meet")
    asks_coordinators: Mapped[bool]
    asks_leaders: Mapped[bool] = mapped_column(comment="Process leaders and deputies, also of days that lie ahead")
    chosen_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    chosen_at: Mapped[datetime]
