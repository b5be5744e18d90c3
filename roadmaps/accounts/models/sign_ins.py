"""Browsers in which people are signed in, tries that failed, and what waits while somebody shows who they are."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.foundation.sentences import N_


class Way(StrEnum):
    """How a person came in at a browser."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, not a secret
    LETTER = "letter"
    PASSKEY = "passkey"
    PROVIDER = "provider"
    INVITATION = "invitation"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Way.PASSWORD: N_("Password"),
            Way.LETTER: N_("Link in a letter"),
            Way.PASSKEY: N_("Passkey"),
            Way.PROVIDER: N_("The organisation's own sign-in"),
            Way.INVITATION: N_("Invitation"),
        }[self]


class SignIn(Base):
    """One browser in which a person is signed in. Ending the row signs that browser out at once."""

    __tablename__ = "sign_ins"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the token in the cookie")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    acting_for_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"),
        comment="The organisation chosen in this browser",
    )
    user_agent: Mapped[ShortText] = mapped_column(default="")
    network: Mapped[str] = mapped_column(
        String(45), default="", comment="Where it began, without the last part of the address: enough to know it again"
    )
    created_at: Mapped[datetime]
    way: Mapped[Way] = mapped_column(one_of(Way, "way_known"), default=Way.PASSWORD)
    proved_at: Mapped[datetime] = mapped_column(comment="When the person last showed who they are in this browser")
    strong_at: Mapped[datetime | None] = mapped_column(comment="When two steps had been shown; empty before that")
    waits_for_second_step: Mapped[bool] = mapped_column(default=False, comment="Until then it lets nobody in")
    seen_at: Mapped[datetime]
    idle_minutes: Mapped[int] = mapped_column(comment="Ends after so many minutes without use")
    idle_until: Mapped[datetime] = mapped_column(comment="When that would be, as far as is known now")
    expires_at: Mapped[datetime] = mapped_column(comment="Ends then however much it is used")
    ended_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """A failed sign-in, or a letter that was asked for, counted for a while so that guessing takes for ever."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_account_key_tried_at", "account_key", "tried_at"),
        Index("ix_sign_in_attempts_address_key_tried_at", "address_key", "tried_at"),
    )

    id: Mapped[Id]
    act: Mapped[str] = mapped_column(String(10), comment="sign-in, or the sort of letter")
    account_key: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the e-mail address as typed, normalised")
    address_key: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the network address")
    tried_at: Mapped[datetime] = mapped_column(index=True)


class KeptForm(Base):
    """What somebody sent to a door that first wanted to know who they are, for a quarter of an hour.

    What was written is sealed with a secret that stands only in the address which leads back to it.
    """

    __tablename__ = "kept_forms"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    path: Mapped[str] = mapped_column(String(1000), comment="The address of the door, on this site")
    sealed: Mapped[LongText]
    expires_at: Mapped[datetime] = mapped_column(index=True)
