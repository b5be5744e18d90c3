"""What the links in letters are good for: invitations, new passwords, signing in and other addresses."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models.people import Organisation, Person
from roadmaps.foundation.database import Base, Id, ShortText, one_of


class Invitation(Base):
    """A letter with a link by which someone becomes a person here, or an existing person gets a new role.

    `grants` is for rooms above, which hear `InvitationAccepted`: this room stores it and asks nothing about it.
    """

    __tablename__ = "invitations"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[ShortText] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(2), default="sv")
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    as_coordinator: Mapped[bool] = mapped_column(default=False)
    grants: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    area_id: Mapped[UUID | None] = mapped_column(index=True, comment="The area that it is about; opaque to this room")
    place: Mapped[ShortText] = mapped_column(default="", comment="Name of what it invites to, as the letter says it")
    invited_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), comment="Empty when made on the command line"
    )
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    invited_by: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    def is_open(self, at: datetime) -> bool:
        """Whether the link in the letter still works."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class PasswordReset(Base):
    """A link by which a person who has forgotten the password chooses a new one, once."""

    __tablename__ = "password_resets"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LetterSort(StrEnum):
    """What the link in a letter that somebody asks for at the door is good for."""

    RESET = "reset"
    SIGN_IN = "letter"


class AskedLetter(Base):
    """A letter that somebody has asked for at the door, until it is written; also for addresses that nobody has.

    The door keeps what was typed and does nothing else, so that asking is the same work whoever has an account.
    """

    __tablename__ = "asked_letters"

    id: Mapped[Id]
    sort: Mapped[LetterSort] = mapped_column(one_of(LetterSort, "sort_known"))
    email: Mapped[str] = mapped_column(String(254), comment="As typed, normalised")
    browser_hash: Mapped[str] = mapped_column(
        String(64), default="", comment="SHA-256 of a secret that the browser keeps"
    )
    asked_at: Mapped[datetime] = mapped_column(index=True)


class SignInLink(Base):
    """A link in a letter by which a person signs in, or shows once more who they are, once and in the browser that asked."""

    __tablename__ = "sign_in_links"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    browser_hash: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the secret that the browser keeps")
    sign_in_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sign_ins.id"), index=True, comment="The sign-in that it proves once more; empty for a new one"
    )
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class EmailChange(Base):
    """That a person wants another address: kept once the new one has answered, and stopped by whoever reads the old one."""

    __tablename__ = "email_changes"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    old_email: Mapped[str] = mapped_column(String(254))
    new_email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="Of the link to the new address")
    stop_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="Of the link to the old address")
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(comment="Until then it can be kept")
    stops_until: Mapped[datetime] = mapped_column(comment="Until then it can be stopped, also after it has been kept")
    kept_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
