"""The tables of writing together: a session for one field of one block, who is in it, and the log of what they did.

The log is only ever added to while a session is open, and is the truth about it: whatever else is kept here can be
made anew from it. Rows of the log know the person and the organisation, so that nobody has to guess whose words stand.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, Packed, one_of
from roadmaps.foundation.sentences import N_

SEED_CLIENT = 1


class WhyClosed(StrEnum):
    """Why a session ended."""

    SAVED = "saved"
    LEFT = "left"
    LOCKED = "locked"
    NOT_OPEN = "not_open"
    REMOVED = "removed"

    @property
    def sentence(self) -> str:
        """What those who were in it are told, as a catalogue message."""
        return {
            WhyClosed.SAVED: N_("A version has been saved."),
            WhyClosed.LEFT: N_("Everyone had left, so what was written has been saved."),
            WhyClosed.LOCKED: N_("The text has been locked. What was written until then has been saved."),
            WhyClosed.NOT_OPEN: N_(
                "The roadmap is not open for writing now. What was written until then has been saved."
            ),
            WhyClosed.REMOVED: N_(
                "What you wrote in has been removed from the roadmap. The text is kept, and can be restored from its "
                "history."
            ),
        }[self]


class LiveSession(Base):
    """Several write in one field of one block. There is one open session for a field at most: the index is the lock."""

    __tablename__ = "live_sessions"
    __table_args__ = (
        Index(
            "uq_live_sessions_open",
            "block_id",
            "field",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        Index("ix_live_sessions_is_open_touched_at", "is_open", "touched_at"),
        CheckConstraint("is_open = (closed_at IS NULL)", name="closed_when_not_open"),
        CheckConstraint("state_seq <= upto", name="state_within_log"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"), index=True)
    field: Mapped[str] = mapped_column(String(40), comment="Which prose field of the block")
    based_on: Mapped[int] = mapped_column(comment="Number of the newest revision that has been taken into the text")
    base_text: Mapped[str] = mapped_column(Packed, comment="What the field said in that revision")
    outside_upto: Mapped[int] = mapped_column(
        default=0,
        comment="The log up to here and what revisions brought in since say what base_text says: from there the next "
        "revision's difference is told",
    )
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime] = mapped_column(comment="When somebody last wrote, came or went")
    upto: Mapped[int] = mapped_column(
        default=0, comment="Number of the newest update in the log, without gaps; 0 is the text that it began with"
    )
    clients: Mapped[int] = mapped_column(default=SEED_CLIENT, comment="The highest client id that has been given")
    length: Mapped[int] = mapped_column(
        default=0, comment="How long the text is at most, in UTF-16 units; counted anew when it seems too long"
    )
    is_open: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[WhyClosed | None] = mapped_column(one_of(WhyClosed, "closed_why_known"))
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), comment="Whose act closed it, if any")
    closed_upto: Mapped[int | None] = mapped_column(comment="The number of the last update that the revision has in it")
    revision_number: Mapped[int | None] = mapped_column(comment="The revision that came of it; none if nothing changed")
    state: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="The document as of state_seq in one update: spares reading the whole log"
    )
    state_seq: Mapped[int] = mapped_column(default=0)
    compacted_at: Mapped[datetime | None] = mapped_column(
        comment="When the rows of the log up to closed_upto were taken away and only the state was kept"
    )
    tried_at: Mapped[datetime | None] = mapped_column(comment="When it was last tried in vain to make a revision of it")
    trouble: Mapped[LongText] = mapped_column(default="", comment="Why that was refused")


class LiveWriter(Base):
    """A client of a session: one page of one person, by the number that its structs carry.

    The text that the session began with, and what revisions brought into it from outside, have clients of their own.
    """

    __tablename__ = "live_writers"
    __table_args__ = (Index("ix_live_writers_person_id", "person_id"),)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("live_sessions.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    of_revision: Mapped[int | None] = mapped_column(
        comment="The revision whose text it brought in; none for people who are in the session themselves"
    )
    clock: Mapped[int] = mapped_column(BigInteger, default=0, comment="How much of theirs the log has, in UTF-16 units")
    has_pairs: Mapped[bool] = mapped_column(
        default=False, comment="Whether they put in letters of two UTF-16 units, which nobody may halve"
    )
    late_from: Mapped[int | None] = mapped_column(BigInteger, comment="The clock when the session closed, if more came")
    joined_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    cursor: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), comment="Where they are in the text, as positions relative to its characters"
    )

    def is_page_of(self, person_id: UUID | None) -> bool:
        """Whether it is a page that the person has open, and not a revision of theirs that was brought in."""
        return self.of_revision is None and self.person_id == person_id


class LiveUpdate(Base):
    """One entry of the log: what one client did, as a Yjs update (version 1). Never changed."""

    __tablename__ = "live_updates"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("live_sessions.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="1, 2, 3 and so on in a session")
    client_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    at: Mapped[datetime]
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    is_late: Mapped[bool] = mapped_column(default=False, comment="Came when the session had been closed")
    is_kept: Mapped[bool] = mapped_column(default=False, comment="Came late, and has not been brought into any text")
