"""The tables of what programs come in with. A token is shown once and never kept: only what it hashes to."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Organisation, Person
from roadmaps.foundation.database import Base, Id, ShortText
from roadmaps.foundation.sentences import N_


class Scope(StrEnum):
    """What a token is good for, of all that the person behind it may do."""

    READ = "read"
    DISCUSS = "discuss"
    READINGS = "readings"
    WRITE = "write"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Scope.READ: N_("Read what you may read"),
            Scope.DISCUSS: N_("Comment and suggest changes"),
            Scope.READINGS: N_("Report readings and how activities go"),
            Scope.WRITE: N_("Change texts and plans"),
        }[self]


class AccessToken(Base):
    """A word that a program shows to come in as a person or a service account, with some of their rights and for a time."""

    __tablename__ = "access_tokens"
    __table_args__ = (CheckConstraint("expires_at > made_at", name="expires_after_made"),)

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True, comment="Who comes in with it")
    name: Mapped[ShortText] = mapped_column(comment="What it is for, to know it by in the list")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the token")
    beginning: Mapped[str] = mapped_column(String(12), comment="Its first signs, to know it by; no secret")
    scopes: Mapped[list[str]] = mapped_column(comment="What it is good for, of all that its person may do")
    made_by_id: Mapped[UUID] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="Themselves, or a coordinator"
    )
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None] = mapped_column(comment="When it was last shown, to within ten minutes")
    reminded_at: Mapped[datetime | None] = mapped_column(comment="When the letter was written that it will soon expire")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")

    @property
    def labels(self) -> list[str]:
        """What it is good for, as catalogue messages."""
        return [Scope(scope).label for scope in self.scopes]

    def is_open(self, at: datetime) -> bool:
        """Whether it still lets its program in."""
        return self.ended_at is None and at < self.expires_at


class ServiceAccount(Base):
    """A program that acts for one organisation, under a name of its own. Beside its row among the people."""

    __tablename__ = "service_accounts"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(500), default="", comment="What the program does here, in plain words")
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True, comment="Who answers for it")
    made_at: Mapped[datetime]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
