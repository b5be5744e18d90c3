"""The tables of passkeys. Only public keys are kept: whoever reads the tables can sign in as nobody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, ShortText


class Passkey(Base):
    """A key that a phone, a computer or a security key keeps for a person, and which opens this site alone."""

    __tablename__ = "passkeys"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    name: Mapped[ShortText] = mapped_column(comment="What the person calls it, to know it by in the list")
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True, comment="Its own name for itself, base64url")
    public_key: Mapped[bytes] = mapped_column(LargeBinary, comment="COSE")
    sign_count: Mapped[int] = mapped_column(
        BigInteger, comment="How often it says that it has been used; 0 for ever where it does not count"
    )
    transports: Mapped[list[str]] = mapped_column(comment="How a browser may reach it, as the browser told")
    is_synced: Mapped[bool] = mapped_column(comment="Whether its maker copies it to other devices of the person")
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SpentChallenge(Base):
    """A challenge that has been answered rightly. The key of the table is what makes each good for one answer only."""

    __tablename__ = "spent_challenges"

    challenge_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    spent_at: Mapped[datetime] = mapped_column(index=True, comment="Kept for a day; a challenge is too old long before")
