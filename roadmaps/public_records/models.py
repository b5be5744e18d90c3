"""The tables of public records: requests, what was decided about each thing, and the words that are masked."""

from datetime import date, datetime
from typing import Any, Never
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, LongText, PackedText, ShortText, one_of
from roadmaps.public_records.words import Naming
from roadmaps.roadmap.models import Roadmap


class RecordsRequest(Base):
    """Somebody has asked for public records of a roadmap between two days.

    Who asks, and why, is not kept: nobody has to say. The row is prepared until it is decided; from then on it holds
    what was given out and never changes.
    """

    __tablename__ = "records_requests"
    __table_args__ = (
        # Of two that begin at the same moment, one is refused.
        UniqueConstraint("roadmap_id", "number"),
        CheckConstraint("first_on <= last_on", name="period_in_order"),
        CheckConstraint("naming = 'named' OR naming_ground <> ''", name="ground_when_unnamed"),
        CheckConstraint("(decided_at IS NULL) = (content IS NULL)", name="content_when_decided"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        CheckConstraint("decided_at IS NULL OR ended_at IS NULL", name="decided_or_ended"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its roadmap")
    registry_number: Mapped[ShortText] = mapped_column(default="", comment="Under which number it is in the registry")
    asked_for: Mapped[LongText] = mapped_column(default="", comment="What is asked for; never by whom or why")
    first_on: Mapped[date]
    last_on: Mapped[date]
    language: Mapped[str] = mapped_column(String(2), comment="In which the package is written")
    naming: Mapped[Naming] = mapped_column(one_of(Naming, "naming_known"))
    naming_ground: Mapped[LongText] = mapped_column(default="", comment="The rule by which names are left out")
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    begun_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="For whom they acted")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    decided_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="It comes from it")
    signed_by: Mapped[ShortText] = mapped_column(default="", comment="Who decided, by name and function, as printed")
    reasons: Mapped[LongText] = mapped_column(default="", comment="Of the decision; plain text")
    content: Mapped[PackedText | None] = mapped_column(
        comment="Canonical JSON of all that was given out; what was masked or withheld is not in it", deferred=True
    )
    sha256: Mapped[str] = mapped_column(String(64), default="", comment="Of the content, as UTF-8")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When it was set aside without a decision")
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Whether it is being prepared."""
        return self.decided_at is None and self.ended_at is None

    @property
    def is_decided(self) -> bool:
        """Whether there is a package."""
        return self.decided_at is not None


class RecordsChoice(Base):
    """What is to become of one thing, as long as it reads as it did when somebody chose."""

    __tablename__ = "records_choices"
    __table_args__ = (CheckConstraint("is_given_out = (ground = '')", name="ground_when_withheld"),)

    request_id: Mapped[UUID] = mapped_column(ForeignKey("records_requests.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True, comment="Which thing: its sort, and its id there")
    is_given_out: Mapped[bool] = mapped_column(comment="In part, where words are masked in it")
    ground: Mapped[LongText] = mapped_column(default="", comment="The rule by which it is not given out")
    fingerprint: Mapped[str] = mapped_column(String(64), comment="Of the thing as it read when it was chosen")
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)


class RecordsMask(Base):
    """Words that are taken out of one thing, or (key empty) wherever they stand.

    They stay after the decision, for who has to show what was taken out when it is appealed.
    """

    __tablename__ = "records_masks"
    __table_args__ = (
        Index("ix_records_masks_request_id_key", "request_id", "key"),
        CheckConstraint("passage <> '' AND ground <> ''", name="words_and_ground"),
    )

    id: Mapped[Id]
    request_id: Mapped[UUID] = mapped_column(ForeignKey("records_requests.id"))
    key: Mapped[str] = mapped_column(String(80), default="", comment="Which thing; empty: everywhere")
    passage: Mapped[LongText]
    ground: Mapped[LongText] = mapped_column(comment="The rule by which they are taken out")
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)


class DecidedForEver(TypeError):
    """Somebody's code tried to change or delete a request that was decided."""


def _refuse_after_decision(_mapper: Any, _connection: Any, request: RecordsRequest) -> None:
    was = inspect(request).attrs.decided_at.history
    if (was.deleted or was.unchanged or [None])[0] is not None:
        raise DecidedForEver(f"request {request.number} has been decided")


def _refuse(_mapper: Any, _connection: Any, request: RecordsRequest) -> Never:
    raise DecidedForEver(f"request {request.number} is kept")


event.listen(RecordsRequest, "before_update", _refuse_after_decision)
event.listen(RecordsRequest, "before_delete", _refuse)
