"""People and organisations, and who acts for which."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, ShortText, one_of
from roadmaps.foundation.sentences import N_


class Helix(StrEnum):
    """Which part of society an organisation belongs to."""

    PUBLIC = "public"
    ACADEMIA = "academia"
    BUSINESS = "business"
    CIVIL_SOCIETY = "civil_society"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Helix.PUBLIC: N_("Public sector"),
            Helix.ACADEMIA: N_("Academia and research"),
            Helix.BUSINESS: N_("Business and business support"),
            Helix.CIVIL_SOCIETY: N_("Civil society"),
        }[self]


class Person(Base):
    """Someone with an account. Never deleted: the history names its authors."""

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("language IN ('sv', 'en')", name="language_known"),
    )

    id: Mapped[Id]
    name: Mapped[ShortText]
    email: Mapped[str] = mapped_column(String(254), unique=True, comment="Normalised, in lower case")
    language: Mapped[str] = mapped_column(String(2), default="sv")
    is_coordinator: Mapped[bool] = mapped_column(default=False)
    is_service_account: Mapped[bool] = mapped_column(
        default=False, comment="A program of an organisation; nobody signs in as it, and its address reaches nobody"
    )
    password_hash: Mapped[str | None] = mapped_column(String(200), comment="argon2id; empty until one is chosen")
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]

    @property
    def is_active(self) -> bool:
        """Whether the person can sign in."""
        return self.deactivated_at is None


class Organisation(Base):
    """An actor of the region: a company, a municipality, a university, an association."""

    __tablename__ = "organisations"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    short_name: Mapped[str] = mapped_column(String(40), default="", comment="Where the name would be too long")
    helix: Mapped[Helix] = mapped_column(one_of(Helix, "helix_known"))
    homepage: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]

    @property
    def is_archived(self) -> bool:
        """Whether the organisation has left; its name stays on what it did."""
        return self.archived_at is not None


class Membership(Base):
    """That a person acts for an organisation, from one day until another. Ended, never deleted."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="until_after_from"),
        Index(
            "uq_memberships_open",
            "person_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("until_on IS NULL"),
            postgresql_where=text("until_on IS NULL"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    function: Mapped[str] = mapped_column(String(120), default="", comment="Title there, such as project manager")
    from_on: Mapped[date]
    until_on: Mapped[date | None] = mapped_column(comment="Last day that counts; empty while it goes on")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When someone ended it; from then on it counts no more")

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class ProposedMembership(Base):
    """That somebody who may not say for whom people act has proposed it. It gives no right: only a membership does.

    So it stands in a table of its own, where nothing that asks for whom somebody acts can find it.
    """

    __tablename__ = "proposed_memberships"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    proposed_at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(comment="When a coordinator decided; empty while it waits")
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    is_confirmed: Mapped[bool] = mapped_column(default=False, comment="Whether it became a membership")

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id], lazy="raise_on_sql")
