"""The tables of the journal. Lines and marks are only ever added: triggers of the database refuse anything else.

There are no foreign keys to the rooms above, and no names: a line stays true when what it tells of is gone.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import DDL, BigInteger, Index, Integer, LargeBinary, String, event
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.circumstances import Entrance
from roadmaps.foundation.database import Base, LongText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.journal.triggers import triggers, triggers_against_replacing

# In SQLite a key is only the row's own number when its type is said to be INTEGER.
LineNumber = BigInteger().with_variant(Integer, "sqlite")


class Outcome(StrEnum):
    """What came of an act."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {Outcome.DONE: N_("Carried out"), Outcome.REFUSED: N_("Refused"), Outcome.FAILED: N_("Failed")}[self]


class JournalLine(Base):
    """One act. Its hash covers every other column and the hash of the line before."""

    __tablename__ = "journal_lines"
    __table_args__ = (Index("ix_journal_lines_person_id_number", "person_id", "number"),)

    number: Mapped[int] = mapped_column(
        LineNumber, primary_key=True, autoincrement=False, comment="1, 2, 3 without gaps"
    )
    at: Mapped[datetime] = mapped_column(index=True)
    entrance: Mapped[Entrance] = mapped_column(one_of(Entrance, "entrance_known"))
    door: Mapped[str] = mapped_column(String(120), index=True, comment="Name of the page, command, chore or work")
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome, "outcome_known"))
    person_id: Mapped[UUID | None] = mapped_column(comment="Who acted; empty for strangers and for the site itself")
    organisation_id: Mapped[UUID | None] = mapped_column(comment="The organisation that the person acted for")
    sign_in_id: Mapped[UUID | None] = mapped_column(comment="The browser in which it was done")
    address_hash: Mapped[str] = mapped_column(
        String(64), default="", comment="SHA-256 of salt and network address, which are kept beside for a while"
    )
    what: Mapped[LongText] = mapped_column(comment="Canonical JSON: events and changed rows, by docs/formats.md")
    previous_hash: Mapped[str] = mapped_column(String(64), comment="Hash of the line before; zeros for the first")
    hash: Mapped[str] = mapped_column(String(64))


class JournalMark(Base):
    """What a line is found by: its events, and the things that it is about. Made of the line, and checked against it."""

    __tablename__ = "journal_marks"
    __table_args__ = {"sqlite_with_rowid": False}

    sort: Mapped[str] = mapped_column(String(40), primary_key=True, comment="event, area, person and so on")
    value: Mapped[str] = mapped_column(
        String(80), primary_key=True, comment="Name of the event, or identity of the thing"
    )
    number: Mapped[int] = mapped_column(LineNumber, primary_key=True, autoincrement=False, index=True)


class JournalAddress(Base):
    """From which network address an act came. Thrown away in time; the line keeps only a hash that tells nothing."""

    __tablename__ = "journal_addresses"

    number: Mapped[int] = mapped_column(LineNumber, primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(64), index=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)


for _table, _acts in (
    ("journal_lines", ("UPDATE", "DELETE")),
    ("journal_marks", ("UPDATE", "DELETE")),
    ("journal_addresses", ("UPDATE",)),
):
    for _dialect in ("sqlite", "postgresql"):
        for _statement in triggers(_table, _acts, _dialect):
            event.listen(Base.metadata.tables[_table], "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]

for _statement in triggers_against_replacing("journal_lines", "number"):
    event.listen(JournalLine.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
