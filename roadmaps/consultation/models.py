"""The tables of consultations. What was asked, answered and replied is never overwritten."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Organisation
from roadmaps.consultation.words import PartSort, PointTurnSort, Reply, State, Turn, View
from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.roadmap.models import Roadmap

_IS_WAITING = text("reply IS NULL AND joined_with_id IS NULL AND split_at IS NULL AND replaced_at IS NULL")


class Consultation(Base):
    """One time at which organisations are asked what they think of a frozen version, between two days.

    Nothing reaches anybody before it has been confirmed and its first day has come.
    """

    __tablename__ = "consultations"
    __table_args__ = (
        UniqueConstraint("roadmap_id", "number"),
        CheckConstraint("closes_on >= opens_on", name="closes_after_opening"),
        CheckConstraint("remind_days BETWEEN 0 AND 60", name="remind_days_within_reason"),
        CheckConstraint("opened_at IS NULL OR confirmed_at IS NOT NULL", name="confirmed_when_opened"),
        CheckConstraint("published_at IS NULL OR closed_at IS NOT NULL", name="closed_when_published"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    snapshot_id: Mapped[UUID] = mapped_column(ForeignKey("snapshots.id"), index=True)
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its roadmap")
    title: Mapped[ShortText]
    purpose: Mapped[LongText]
    reading_guide: Mapped[LongText] = mapped_column(default="", comment="How the text is best read; plain text")
    registry_number: Mapped[ShortText] = mapped_column(default="", comment="Under which number it is in the registry")
    is_open_call: Mapped[bool] = mapped_column(default=True, comment="Organisations that were not asked may answer too")
    opens_on: Mapped[date]
    closes_on: Mapped[date] = mapped_column(comment="Last day on which an answer is in time")
    remind_days: Mapped[int] = mapped_column(default=7, comment="Days before the last at which to remind; 0 for never")
    sets_state: Mapped[bool] = mapped_column(default=True, comment="The state of the roadmap follows it")
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(comment="It opens by itself from then on")
    opened_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(comment="No answer is taken after that")
    cancelled_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None] = mapped_column(comment="The compilation is for everyone from then on")

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)
    questions: Mapped[list["ConsultationQuestion"]] = relationship(
        lazy="selectin", order_by="ConsultationQuestion.position"
    )

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.cancelled_at is not None:
            return State.CANCELLED
        if self.published_at is not None:
            return State.PUBLISHED
        if self.closed_at is not None:
            return State.CLOSED
        if self.opened_at is not None:
            return State.OPEN
        return State.WAITING if self.confirmed_at is not None else State.PREPARED

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, be they late."""
        return self.state is State.OPEN

    def is_late(self, on: date) -> bool:
        """Whether an answer on the day comes after the last one."""
        return on > self.closes_on


class ConsultationQuestion(Base):
    """Something that everyone is asked, besides what they think of the text."""

    __tablename__ = "consultation_questions"
    __table_args__ = (UniqueConstraint("consultation_id", "position"),)

    id: Mapped[Id]
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"))
    position: Mapped[int]
    words: Mapped[LongText]


class ConsultationTurn(Base):
    """Something happened to a consultation: by whom, when and why. Never changed."""

    __tablename__ = "consultation_turns"

    id: Mapped[Id]
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"), index=True)
    turn: Mapped[Turn] = mapped_column(one_of(Turn, "turn_known"))
    words: Mapped[LongText] = mapped_column(default="", comment="Why, where a reason was given")
    closes_on: Mapped[date | None] = mapped_column(comment="The last day from then on, where it was moved")
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), comment="Empty when it happened by itself")


class Consultee(Base):
    """An organisation in a consultation: asked by name, or come by the open call.

    Several people write its draft; the row is locked while one of them saves or sends.
    """

    __tablename__ = "consultees"
    __table_args__ = (
        UniqueConstraint("consultation_id", "organisation_id"),
        UniqueConstraint("consultation_id", "name"),
        Index("ix_consultees_organisation_id", "organisation_id"),
    )

    id: Mapped[Id]
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), comment="Empty for one that is not among the organisations here"
    )
    name: Mapped[ShortText]
    email: Mapped[str] = mapped_column(String(254), default="", comment="Where letters go, besides to its people here")
    is_invited: Mapped[bool] = mapped_column(comment="It was asked by name")
    added_at: Mapped[datetime]
    declined_at: Mapped[datetime | None] = mapped_column(comment="It has said that it leaves no answer")
    decline_reason: Mapped[LongText] = mapped_column(default="")

    consultation: Mapped[Consultation] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")


class ConsulteeLink(Base):
    """The link in one letter: it opens the answer of one consultee, and nothing else."""

    __tablename__ = "consultee_links"

    id: Mapped[Id]
    consultee_id: Mapped[UUID] = mapped_column(ForeignKey("consultees.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="Whose letter it was; empty for an address of the organisation"
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    consultee: Mapped[Consultee] = relationship(lazy="joined", innerjoin=True)


class DraftPart(Base):
    """A part of an answer that is being written. `version` counts its savings, so that nobody overwrites unseen."""

    __tablename__ = "draft_parts"
    __table_args__ = (UniqueConstraint("consultee_id", "sort", "key"),)

    id: Mapped[Id]
    consultee_id: Mapped[UUID] = mapped_column(ForeignKey("consultees.id"))
    sort: Mapped[PartSort] = mapped_column(one_of(PartSort, "sort_known"))
    key: Mapped[str] = mapped_column(String(60), default="", comment="Of the question, section, block or letter")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int]
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    written_by: Mapped[ShortText] = mapped_column(comment="As the writer is called in the draft")


class Letter(Base):
    """A file that somebody has answered with, byte for byte. It is kept and given back, and never opened here."""

    __tablename__ = "consultation_letters"

    id: Mapped[Id]
    consultee_id: Mapped[UUID] = mapped_column(ForeignKey("consultees.id"), index=True)
    name: Mapped[ShortText]
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(comment="In bytes")
    sha256: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sent_at: Mapped[datetime]


class Response(Base):
    """An answer as it was sent, on behalf of an organisation. Only that a newer one has replaced it is noted later."""

    __tablename__ = "responses"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        Index(
            "uq_responses_standing",
            "consultee_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
        Index("ix_responses_consultee_id", "consultee_id"),
    )

    id: Mapped[Id]
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"))
    consultee_id: Mapped[UUID] = mapped_column(ForeignKey("consultees.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its consultation; on the receipt")
    sent_at: Mapped[datetime]
    is_late: Mapped[bool] = mapped_column(comment="It came after the last day of then")
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    signed_by: Mapped[ShortText] = mapped_column(comment="Who stands for it, by name and function")
    replaced_at: Mapped[datetime | None]

    consultee: Mapped[Consultee] = relationship(lazy="joined", innerjoin=True)
    parts: Mapped[list["ResponsePart"]] = relationship(lazy="select", order_by="ResponsePart.position")


class ResponsePart(Base):
    """A part of an answer as it was sent. Never changed."""

    __tablename__ = "response_parts"
    __table_args__ = (UniqueConstraint("response_id", "position"),)

    id: Mapped[Id]
    response_id: Mapped[UUID] = mapped_column(ForeignKey("responses.id"))
    position: Mapped[int]
    sort: Mapped[PartSort] = mapped_column(one_of(PartSort, "sort_known"))
    key: Mapped[str] = mapped_column(String(60), default="")
    title: Mapped[LongText] = mapped_column(comment="The question, or what the section or the block is called")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class Point(Base):
    """One thing that somebody has said, to be replied to.

    A part of an answer is one point to begin with. One that was split is replied to by its pieces, one that was joined
    with another by that one; a point of an answer that was replaced needs no reply.
    """

    __tablename__ = "consultation_points"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        Index("ix_consultation_points_place", "consultation_id", "place_order", "number"),
        Index("ix_consultation_points_consultee_id", "consultee_id", "number"),
        Index(
            "ix_consultation_points_waiting",
            "consultation_id",
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
        CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name="moment_when_replied"),
        CheckConstraint("joined_with_id <> id", name="joined_with_another"),
    )

    id: Mapped[Id]
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"))
    consultee_id: Mapped[UUID] = mapped_column(ForeignKey("consultees.id"))
    part_id: Mapped[UUID] = mapped_column(ForeignKey("response_parts.id"), index=True)
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its consultation")
    sort: Mapped[PartSort] = mapped_column(one_of(PartSort, "sort_known"))
    place: Mapped[str] = mapped_column(String(60), comment="Of which section or question; see `places`")
    place_order: Mapped[int]
    title: Mapped[LongText] = mapped_column(default="", comment="What it is about, in a line")
    words: Mapped[LongText] = mapped_column(default="", comment="What was said")
    view: Mapped[View | None] = mapped_column(one_of(View, "view_known"))
    suggestion_id: Mapped[UUID | None] = mapped_column(ForeignKey("suggestions.id"), index=True)
    split_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation_points.id"), index=True)
    split_at: Mapped[datetime | None]
    joined_with_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation_points.id"), index=True)
    replaced_at: Mapped[datetime | None]
    assigned_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    reply: Mapped[Reply | None] = mapped_column(one_of(Reply, "reply_known"))
    reply_words: Mapped[LongText] = mapped_column(default="")
    replied_at: Mapped[datetime | None]
    replied_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    revision_number: Mapped[int | None] = mapped_column(comment="The revision of the roadmap that it led to")
    begun_at: Mapped[datetime]

    consultation: Mapped[Consultation] = relationship(lazy="joined", innerjoin=True)
    consultee: Mapped[Consultee] = relationship(lazy="joined", innerjoin=True)
    part: Mapped[ResponsePart] = relationship(lazy="select")

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to reply to it."""
        return self.stands_alone and self.reply is None

    @property
    def stands_alone(self) -> bool:
        """Whether it is replied to by itself."""
        return self.joined_with_id is None and self.split_at is None and self.replaced_at is None


class PointTurn(Base):
    """Something happened to a point: by whom, when and why. Never changed."""

    __tablename__ = "consultation_point_turns"

    id: Mapped[Id]
    point_id: Mapped[UUID] = mapped_column(ForeignKey("consultation_points.id"), index=True)
    turn: Mapped[PointTurnSort] = mapped_column(one_of(PointTurnSort, "turn_known"))
    reply: Mapped[Reply | None] = mapped_column(one_of(Reply, "reply_known"))
    words: Mapped[LongText] = mapped_column(default="")
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))


class ReplyTemplate(Base):
    """Words that are often replied with in an area."""

    __tablename__ = "reply_templates"
    __table_args__ = (UniqueConstraint("area_id", "title"),)

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"))
    title: Mapped[ShortText]
    reply: Mapped[Reply | None] = mapped_column(one_of(Reply, "reply_known"))
    words: Mapped[LongText]
