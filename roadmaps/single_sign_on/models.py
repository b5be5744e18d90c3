"""The tables of accounts at other providers, of what they gave to people here, and of what is needed to sign out there."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.accounts.models import Membership, Person, SignIn
from roadmaps.areas.models import RoleGrant
from roadmaps.foundation.database import Base, Id, PackedText, one_of
from roadmaps.foundation.sentences import N_


class Tie(StrEnum):
    """How an account at a provider came to belong to a person here."""

    ADDRESS = "address"
    ONESELF = "oneself"
    NEW_PERSON = "new_person"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Tie.ADDRESS: N_("by its verified e-mail address"),
            Tie.ONESELF: N_("by yourself"),
            Tie.NEW_PERSON: N_("when you first came here"),
        }[self]


class ProviderAccount(Base):
    """That a person here is this subject at this provider. Untied, never deleted: an untied one is not tied by itself again."""

    __tablename__ = "provider_accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id), index=True)
    issuer: Mapped[str] = mapped_column(String(300), comment="Address of the provider, as its tokens name it")
    subject: Mapped[str] = mapped_column(String(255), comment="Who the person is there; means nothing elsewhere")
    provider: Mapped[str] = mapped_column(String(40), comment="Key of the provider in the settings")
    tie: Mapped[Tie] = mapped_column(one_of(Tie, "tie_known"))
    tied_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(comment="When somebody last signed in with it")
    untied_at: Mapped[datetime | None]
    made_coordinator: Mapped[bool] = mapped_column(default=False, comment="Whether a group there made the person one")


class GivenByGroup(Base):
    """A role or a membership that somebody has because the provider says so; what hands have given is not among these.

    The row goes when the provider says so no more. While it stays, what somebody here has ended is not given again.
    """

    __tablename__ = "given_by_groups"
    __table_args__ = (CheckConstraint("(grant_id IS NULL) <> (membership_id IS NULL)", name="one_gift"),)

    id: Mapped[Id]
    account_id: Mapped[UUID] = mapped_column(ForeignKey(ProviderAccount.id, ondelete="CASCADE"), index=True)
    grant_id: Mapped[UUID | None] = mapped_column(ForeignKey(RoleGrant.id), unique=True)
    membership_id: Mapped[UUID | None] = mapped_column(ForeignKey(Membership.id), unique=True)
    given_at: Mapped[datetime]


class ProviderSignIn(Base):
    """That a sign-in here came by a provider, and what is needed to end it there, or from there."""

    __tablename__ = "provider_sign_ins"

    sign_in_id: Mapped[UUID] = mapped_column(ForeignKey(SignIn.id), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey(ProviderAccount.id, ondelete="CASCADE"), index=True)
    sid: Mapped[str] = mapped_column(String(255), default="", index=True, comment="The session there, if it tells one")
    id_token: Mapped[PackedText | None] = mapped_column(
        comment="Shown to the provider when one signs out there; emptied when the sign-in is over"
    )
    came_at: Mapped[datetime]


class HeardSignOut(Base):
    """A word of a provider that somebody signed out there, so that it is heard once."""

    __tablename__ = "heard_sign_outs"

    issuer: Mapped[str] = mapped_column(String(300), primary_key=True)
    word: Mapped[str] = mapped_column(String(64), primary_key=True, comment="SHA-256 of the token's own id (jti)")
    heard_at: Mapped[datetime]
    forget_after: Mapped[datetime] = mapped_column(index=True, comment="The token itself is too old by then")
