"""The tables of webhooks: where other systems are told, what waits for them, and what they answered."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Organisation, Person
from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.webhooks.happenings import Happening


class Pause(StrEnum):
    """Why nothing is sent for a time. What happens meanwhile waits."""

    CHOSEN = "chosen"
    FAILING = "failing"
    GONE = "gone"
    OWNER = "owner"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Pause.CHOSEN: N_("Somebody has paused it."),
            Pause.FAILING: N_("The receiver has not taken anything for days."),
            Pause.GONE: N_("The receiver says that it is there no more."),
            Pause.OWNER: N_("Whoever set it up may not do so any more."),
        }[self]


class Progress(StrEnum):
    """How far one message has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    WITHHELD = "withheld"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Progress.WAITING: N_("Waiting"),
            Progress.DELIVERED: N_("Delivered"),
            Progress.WITHHELD: N_("Not sent: whoever set it up may not see it"),
        }[self]


webhook_areas = Table(
    "webhook_areas",
    Base.metadata,
    Column("webhook_id", ForeignKey("webhooks.id"), primary_key=True),
    Column("area_id", ForeignKey("areas.id"), primary_key=True, index=True),
)


class Webhook(Base):
    """An address that another system is told at. Ended, never deleted.

    A process that is about to send claims the row until a moment, with a mark of its own: while the claim holds no other
    sends there, and whoever comes back after it has run out finds another mark and notes nothing.
    """

    __tablename__ = "webhooks"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        CheckConstraint("(paused_at IS NULL) = (pause IS NULL)", name="paused_for_a_reason"),
        CheckConstraint("last_sent >= 0 AND last_sent <= last_number", name="sent_within_numbers"),
        Index(
            "ix_webhooks_open_due_at",
            "due_at",
            sqlite_where=sql("ended_at IS NULL AND paused_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL AND paused_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    name: Mapped[ShortText] = mapped_column(comment="What the receiver is called here, such as a system or its keeper")
    address: Mapped[str] = mapped_column(String(500), comment="Where messages are sent, over https")
    happenings: Mapped[list[str]] = mapped_column(JSON, comment="The types of messages that were chosen")
    covers_every_area: Mapped[bool] = mapped_column(comment="Also areas that come later; otherwise those chosen")
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), index=True, comment="For which organisation the owner set it up"
    )
    made_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    pause: Mapped[Pause | None] = mapped_column(one_of(Pause, "pause_known"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    last_number: Mapped[int] = mapped_column(default=0, comment="Of the newest message; the row is the lock for it")
    last_sent: Mapped[int] = mapped_column(
        default=0, comment="The number of the newest message that was taken; 0 for none"
    )
    due_at: Mapped[datetime] = mapped_column(comment="Nothing is tried before")
    failures: Mapped[int] = mapped_column(default=0, comment="How many tries have failed since something was taken")
    failing_since: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    claim: Mapped[UUID | None] = mapped_column(comment="The mark of the process that sends just now")

    areas: Mapped[list[Area]] = relationship(secondary=webhook_areas, order_by=Area.position, lazy="selectin")
    owner: Mapped[Person] = relationship(foreign_keys=owner_id, lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    @property
    def is_open(self) -> bool:
        """Whether messages are gathered for it; they wait while it is paused."""
        return self.ended_at is None

    @property
    def is_paused(self) -> bool:
        """Whether nothing is sent for a time."""
        return self.is_open and self.paused_at is not None

    @property
    def chosen(self) -> tuple[Happening, ...]:
        """What it is told of."""
        return tuple(one for one in Happening if one.value in self.happenings)


class WebhookSecret(Base):
    """What messages are signed with; a new one stands beside the old one for a time. Shown once, kept sealed."""

    __tablename__ = "webhook_secrets"

    id: Mapped[Id]
    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id"), index=True)
    sealed: Mapped[LongText]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(comment="Signs nothing from then on; empty for the newest")


class WebhookDelivery(Base):
    """One message for one receiver: written with the act that it tells of, sent in order, the same each time it is sent.

    Its id is the one that the receiver knows it by, also when it comes again.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("webhook_id", "number"),
        Index("ix_webhook_deliveries_written_at", "written_at"),
        Index(
            "ix_webhook_deliveries_waiting",
            "webhook_id",
            "number",
            sqlite_where=sql("progress = 'waiting'"),
            postgresql_where=sql("progress = 'waiting'"),
        ),
    )

    id: Mapped[Id]
    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on for its receiver, in the order of the acts")
    previous: Mapped[int | None] = mapped_column(
        comment="The number of the message that was taken before it; 0 for none, empty until it is tried"
    )
    happening: Mapped[Happening] = mapped_column(one_of(Happening, "happening_known"))
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Identities, numbers and words of the code; no text")
    happened_at: Mapped[datetime]
    written_at: Mapped[datetime]
    progress: Mapped[Progress] = mapped_column(one_of(Progress, "progress_known"), default=Progress.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    delivered_at: Mapped[datetime | None] = mapped_column(comment="When the receiver last took it")


class WebhookAttempt(Base):
    """One try to deliver, and what came of it. Nothing of what the receiver answered is kept but its code."""

    __tablename__ = "webhook_attempts"

    id: Mapped[Id]
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("webhook_deliveries.id"), index=True)
    tried_at: Mapped[datetime]
    milliseconds: Mapped[int]
    code: Mapped[int | None] = mapped_column(comment="The status of the answer; empty where there was none")
    failure: Mapped[str] = mapped_column(String(40), default="", comment="Why there was none, as a word of the code")
