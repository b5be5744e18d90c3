"""The outbox: letters written in the transaction of what they tell of, and what has become of them since."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, one_of
from roadmaps.foundation.sentences import N_


class MailState(StrEnum):
    """What has become of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            MailState.WAITING: N_("Waiting to be sent"),
            MailState.SENT: N_("Sent"),
            MailState.GIVEN_UP: N_("Not sent"),
        }[self]


class OutgoingMail(Base):
    """One letter to one address.

    A process that is about to send a letter leases it until a moment; while the lease holds no other takes it. The
    `message_id` is the same at every try, so that a letter which was taken over twice, because a process died between
    the server's yes and its own note of it, can be told apart from two letters by the receiving end.
    """

    __tablename__ = "outgoing_mails"
    __table_args__ = (
        Index(
            "ix_outgoing_mails_waiting",
            "due_at",
            sqlite_where=sql("sent_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sql("sent_at IS NULL AND given_up_at IS NULL"),
        ),
        Index("ix_outgoing_mails_written_at", "written_at"),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40), comment="What it tells of, such as invitation or answer")
    to: Mapped[str] = mapped_column("to_address", String(254))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[LongText]
    html: Mapped[LongText]
    headers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, comment="Further headers, name to value")
    calendar: Mapped[LongText] = mapped_column(
        default="", server_default="", comment="A calendar entry that goes with it (iTIP, RFC 5546); empty for none"
    )
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    has_secret: Mapped[bool] = mapped_column(
        default=False, comment="It holds a link that opens something: its text is wiped once it has been sent"
    )
    written_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(comment="Not to be tried before")
    expires_at: Mapped[datetime] = mapped_column(comment="Of no use to its reader after that")
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    last_error: Mapped[LongText] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]

    @property
    def state(self) -> MailState:
        """What has become of it."""
        if self.sent_at is not None:
            return MailState.SENT
        return MailState.WAITING if self.given_up_at is None else MailState.GIVEN_UP


class MailKind(StrEnum):
    """What letters there are that a person can do without."""

    ANSWERS = "answers"
    MENTIONS = "mentions"
    ASSIGNMENTS = "assignments"
    DIGEST = "digest"

    @property
    def label(self) -> str:
        """What they are, as a catalogue message."""
        return {
            MailKind.ANSWERS: N_("Answers in threads that I take part in, and what came of those that I began"),
            MailKind.MENTIONS: N_("When somebody mentions me, or an organisation that I act for"),
            MailKind.ASSIGNMENTS: N_(
                "What I am asked to take care of, and questions to an organisation that I act for"
            ),
            MailKind.DIGEST: N_("All that happens to what I follow, gathered in one letter"),
        }[self]


class Rhythm(StrEnum):
    """How often somebody wants the letter with all that has happened."""

    WEEKLY = "weekly"
    DAILY = "daily"
    NEVER = "never"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Rhythm.WEEKLY: N_("Once a week, on Monday morning"),
            Rhythm.DAILY: N_("Every morning"),
            Rhythm.NEVER: N_("Never"),
        }[self]


class MailChoice(Base):
    """What a person wants to be told by mail; no row means the ordinary choice, which is to be told."""

    __tablename__ = "mail_choices"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    wants_answers: Mapped[bool] = mapped_column(default=True, comment="When somebody answers in one's threads")
    wants_mentions: Mapped[bool] = mapped_column(default=True, server_default=sql("true"))
    wants_assignments: Mapped[bool] = mapped_column(default=True, server_default=sql("true"))
    digest: Mapped[Rhythm] = mapped_column(
        one_of(Rhythm, "digest_known"),
        default=Rhythm.WEEKLY,
        server_default=Rhythm.WEEKLY.value,
    )

    def wants(self, kind: MailKind) -> bool:
        """Whether letters of the kind are to be written."""
        return {
            MailKind.ANSWERS: self.wants_answers,
            MailKind.MENTIONS: self.wants_mentions,
            MailKind.ASSIGNMENTS: self.wants_assignments,
            MailKind.DIGEST: self.digest is not Rhythm.NEVER,
        }[kind]


class DigestMark(Base):
    """How far a person has been told what happened to what they follow. Written with the letter, or instead of it.

    `since` and `mail_id` are those of the latest letter: if it has to be taken back before it left, the next one begins
    where it began.
    """

    __tablename__ = "digest_marks"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    upto: Mapped[datetime] = mapped_column(comment="What happened up to here has been gathered")
    done_at: Mapped[datetime] = mapped_column(comment="When it was gathered last")
    since: Mapped[datetime | None]
    mail_id: Mapped[UUID | None] = mapped_column(ForeignKey("outgoing_mails.id"), index=True)
