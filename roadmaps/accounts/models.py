"""The tables of people, organisations and sign-in. Secrets are never stored: only what they hash to."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
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
