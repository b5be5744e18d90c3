"""The tables of pulses. An answer belongs to an organisation, and is told to nobody by itself."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.pulse.words import Consent, State, Turn


class Pulse(Base):
    """Three questions to organisations between two days, about one area or (area_id None) the whole county."""

    __tablename__ = "pulses"
    __table_args__ = (
        UniqueConstraint("area_id", "number", postgresql_nulls_not_distinct=True),
        CheckConstraint("closes_on >= opens_on", name="closes_after_opening"),
        CheckConstraint("remind_days BETWEEN 0 AND 30", name="remind_days_within_reason"),
        CheckConstraint("opened_at IS NULL OR confirmed_at IS NOT NULL", name="confirmed_when_opened"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="opened_when_closed"),
        CheckConstraint("dropped_at IS NULL OR opened_at IS NULL", name="dropped_before_opening"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), comment="Empty: the whole county")
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its place")
    title: Mapped[ShortText]
    words: Mapped[LongText] = mapped_column(default="", comment="Why one asks now; plain text")
    opens_on: Mapped[date]
    closes_on: Mapped[date] = mapped_column(comment="Last day on which answers are taken")
    remind_days: Mapped[int] = mapped_column(default=5, comment="Days before the last at which to remind; 0 for never")
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(comment="It opens by itself from then on")
    opened_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(comment="No answer is taken after that, and the result is shown")
    dropped_at: Mapped[datetime | None]

    area: Mapped[Area | None] = relationship(lazy="joined")
    questions: Mapped[list["PulseQuestion"]] = relationship(lazy="selectin", order_by="PulseQuestion.position")

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.dropped_at is not None:
            return State.DROPPED
        if self.closed_at is not None:
            return State.CLOSED
        if self.opened_at is not None:
            return State.OPEN
        return State.WAITING if self.confirmed_at is not None else State.PREPARED

    @property
    def is_open(self) -> bool:
        """Whether answers are taken."""
        return self.state is State.OPEN


class PulseQuestion(Base):
    """One of the three. Those that come with the site have a key, and are told in the reader's language."""

    __tablename__ = "pulse_questions"
    __table_args__ = (
        UniqueConstraint("pulse_id", "position"),
        CheckConstraint("(key = '') <> (words = '')", name="either_key_or_words"),
    )

    id: Mapped[Id]
    pulse_id: Mapped[UUID] = mapped_column(ForeignKey("pulses.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(20), default="", comment="Of a question that comes with the site")
    words: Mapped[LongText] = mapped_column(default="", comment="As the leader has put it")

    @property
    def series(self) -> str:
        """By which the same question is known again in other pulses."""
        return self.key or " ".join(self.words.casefold().split())


class PulseAsked(Base):
    """An organisation in a pulse. The row is locked while somebody answers for it."""

    __tablename__ = "pulse_asked"
    __table_args__ = (
        UniqueConstraint("pulse_id", "organisation_id"),
        UniqueConstraint("pulse_id", "name"),
        Index("ix_pulse_asked_organisation_id", "organisation_id"),
    )

    id: Mapped[Id]
    pulse_id: Mapped[UUID] = mapped_column(ForeignKey("pulses.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), comment="Empty for one that is not among the organisations here"
    )
    name: Mapped[ShortText]
    email: Mapped[str] = mapped_column(String(254), default="", comment="Where letters go, besides to its people here")
    added_at: Mapped[datetime]

    pulse: Mapped[Pulse] = relationship(lazy="joined", innerjoin=True)


class PulseLink(Base):
    """The link in one letter: it opens the answer of one organisation, and nothing else."""

    __tablename__ = "pulse_links"

    id: Mapped[Id]
    asked_id: Mapped[UUID] = mapped_column(ForeignKey("pulse_asked.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="Whose letter it was; empty for an address of the organisation"
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    asked: Mapped[PulseAsked] = relationship(lazy="joined", innerjoin=True)


class PulseAnswer(Base):
    """What an organisation has answered. It may be changed until the pulse closes; `version` counts the savings."""

    __tablename__ = "pulse_answers"

    id: Mapped[Id]
    asked_id: Mapped[UUID] = mapped_column(ForeignKey("pulse_asked.id"), unique=True)
    words: Mapped[LongText] = mapped_column(default="")
    consent: Mapped[Consent] = mapped_column(one_of(Consent, "consent_known"), comment="Who may read the words")
    version: Mapped[int]
    answered_at: Mapped[datetime]
    is_by_account: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="Somebody with an account has answered: no link alone opens it any more",
    )

    asked: Mapped[PulseAsked] = relationship(lazy="joined", innerjoin=True)
    marks: Mapped[list["PulseMark"]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class PulseMark(Base):
    """The answer to one question; there is none where the organisation could not say."""

    __tablename__ = "pulse_marks"
    __table_args__ = (
        UniqueConstraint("answer_id", "question_id"),
        CheckConstraint("mark BETWEEN 1 AND 5", name="one_of_five"),
    )

    id: Mapped[Id]
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("pulse_answers.id"))
    question_id: Mapped[UUID] = mapped_column(ForeignKey("pulse_questions.id"), index=True)
    mark: Mapped[int] = mapped_column(SmallInteger, comment="1 not at all … 5 completely")


class PulseTurn(Base):
    """Something happened to a pulse: by whom and when. Never changed."""

    __tablename__ = "pulse_turns"

    id: Mapped[Id]
    pulse_id: Mapped[UUID] = mapped_column(ForeignKey("pulses.id"), index=True)
    turn: Mapped[Turn] = mapped_column(one_of(Turn, "turn_known"))
    words: Mapped[LongText] = mapped_column(default="", comment="Who was asked, or until when, where it tells that")
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), comment="Empty when it happened by itself")
