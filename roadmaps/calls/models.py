"""The tables of calls for funding, of those who want something with one, and of the sheets on which applications are assessed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Helix, Organisation
from roadmaps.areas.models import Area
from roadmaps.calls.words import CallState, CallTurnSort, Currency, Wish
from roadmaps.foundation.database import Base, ExactNumber, Id, LongText, PackedText, ShortText, one_of
from roadmaps.revisions.models import History
from roadmaps.roadmap.kinds.choices import Level, Municipality
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot

CALL_AREAS = Table(
    "call_areas",
    Base.metadata,
    Column("call_id", ForeignKey("calls.id"), primary_key=True),
    Column("area_id", ForeignKey("areas.id"), primary_key=True, index=True),
    comment="The areas that a call is for; a call without any is for all of them",
)


class Call(Base):
    """A call for funding: who pays for what, when one can apply, and who may.

    What is said of activities narrows what fits; what is left empty narrows nothing.
    """

    __tablename__ = "calls"
    __table_args__ = (
        CheckConstraint("opens_on IS NULL OR closes_on IS NULL OR opens_on <= closes_on", name="window_in_order"),
        CheckConstraint("starts_from IS NULL OR ends_by IS NULL OR starts_from <= ends_by", name="projects_in_order"),
        CheckConstraint("share IS NULL OR (share > 0 AND share <= 100)", name="share_in_per_cent"),
        Index("ix_calls_closes_on", "closes_on"),
    )

    id: Mapped[Id]
    title: Mapped[ShortText]
    fund: Mapped[ShortText] = mapped_column(comment="Who pays, such as the name of the fund or the agency")
    measure: Mapped[ShortText] = mapped_column(
        default="", comment="The programme or measure, as activities name it: ERUF 1:4"
    )
    reference: Mapped[ShortText] = mapped_column(default="", comment="The number that the funder knows it by")
    link: Mapped[str] = mapped_column(String(500), default="", comment="Where the funder tells of it")
    about: Mapped[LongText] = mapped_column(default="", comment="Plain text")
    opens_on: Mapped[date | None] = mapped_column(comment="First day on which one can apply")
    closes_on: Mapped[date | None] = mapped_column(comment="Last day; empty: until further notice")
    starts_from: Mapped[date | None] = mapped_column(comment="Before that day nothing that is paid for may begin")
    ends_by: Mapped[date | None] = mapped_column(comment="By that day everything that is paid for has ended")
    currency: Mapped[Currency] = mapped_column(one_of(Currency, "currency_known"), default=Currency.SEK)
    amount: Mapped[Decimal | None] = mapped_column(ExactNumber, comment="What there is in all, in the currency")
    least: Mapped[Decimal | None] = mapped_column(ExactNumber, comment="The least that one can apply for")
    most: Mapped[Decimal | None] = mapped_column(ExactNumber, comment="The most that one can apply for")
    share: Mapped[int | None] = mapped_column(comment="Per cent of the costs that the call pays at most")
    cofinancing: Mapped[LongText] = mapped_column(default="", comment="Who is to pay the rest, in words")
    applicants: Mapped[list[str]] = mapped_column(JSON, default=list, comment="Helix values; empty: everybody")
    who: Mapped[LongText] = mapped_column(default="", comment="Who may apply, in words")
    levels: Mapped[list[str]] = mapped_column(JSON, default=list, comment="Levels of the pyramid; empty: any")
    places: Mapped[list[str]] = mapped_column(JSON, default=list, comment="Municipalities; empty: anywhere")
    sought: Mapped[LongText] = mapped_column(
        default="", comment="Words for what it is looking for, with commas between"
    )
    version: Mapped[int] = mapped_column(
        default=1, comment="Counts its changes, so that none overwrites another unseen"
    )
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="When it was taken back; it can come again")

    areas: Mapped[list[Area]] = relationship(secondary=CALL_AREAS, order_by=Area.position, lazy="selectin")

    def state_on(self, day: date) -> CallState:
        """Whether one can apply on the day."""
        if self.withdrawn_at is not None:
            return CallState.WITHDRAWN
        if self.opens_on is not None and day < self.opens_on:
            return CallState.COMING
        return CallState.CLOSED if self.closes_on is not None and self.closes_on < day else CallState.OPEN

    @property
    def name(self) -> str:
        """Who pays, and by which measure."""
        if self.measure and self.fund.casefold() in self.measure.casefold():
            return self.measure
        return ", ".join(filter(None, (self.fund, self.measure)))

    @property
    def may_apply(self) -> list[Helix]:
        """The parts of society whose organisations may apply; none: all of them."""
        return [Helix(one) for one in self.applicants]

    @property
    def wanted_levels(self) -> list[Level]:
        """The levels that it pays for; none: any."""
        return [Level(one) for one in self.levels]

    @property
    def wanted_places(self) -> list[Municipality]:
        """Where it pays for something; none: anywhere."""
        return [Municipality(one) for one in self.places]


class CallTurn(Base):
    """Something that has happened to a call; never changed."""

    __tablename__ = "call_turns"
    __table_args__ = (Index("ix_call_turns_call_id_at", "call_id", "at"),)

    id: Mapped[Id]
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id"))
    turn: Mapped[CallTurnSort] = mapped_column(one_of(CallTurnSort, "turn_known"))
    version: Mapped[int] = mapped_column(comment="Of the call, when it had happened")
    at: Mapped[datetime]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    words: Mapped[LongText] = mapped_column(default="", comment="Why, where somebody said so")
    changes: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, comment="Field to what it said before and after; of who was told, the activities"
    )


_STANDS = text("withdrawn_at IS NULL")


class CallInterest(Base):
    """That an organisation wants something with a call, as it has said itself. Taken back, never deleted.

    The contact goes when it is taken back: it was given for this only.
    """

    __tablename__ = "call_interests"
    __table_args__ = (
        # Of two who speak for the organisation at the same moment, one is refused.
        Index(
            "uq_call_interests_standing",
            "call_id",
            "organisation_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[Id]
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    wish: Mapped[Wish] = mapped_column(one_of(Wish, "wish_known"))
    activity_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"), index=True, comment="For which activity")
    words: Mapped[LongText] = mapped_column(default="", comment="What it wants to do, or whom it seeks; plain text")
    contact_name: Mapped[ShortText] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    is_contact_shown: Mapped[bool] = mapped_column(
        default=False, comment="Whether the contact may be shown to everybody who is signed in"
    )
    said_at: Mapped[datetime]
    said_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))

    call: Mapped[Call] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)


class CallReminder(Base):
    """That a person was told by mail that a call closes soon; once."""

    __tablename__ = "call_reminders"
    __table_args__ = (UniqueConstraint("call_id", "person_id"),)

    id: Mapped[Id]
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    closes_on: Mapped[date] = mapped_column(comment="The last day, as the letter told it")
    reminded_at: Mapped[datetime]


class Assessment(Base):
    """What an application is worth to a roadmap: drawn from the roadmap as adopted on a day, and judged by those who lead it.

    It is a draft until it is finished; from then on it never changes. The judgement lies in its history.
    """

    __tablename__ = "assessments"
    __table_args__ = (
        CheckConstraint("(finished_at IS NULL) = (finished_number IS NULL)", name="number_when_finished"),
        CheckConstraint("finished_at IS NULL OR withdrawn_at IS NULL", name="finished_or_withdrawn"),
        Index("ix_assessments_roadmap_id_begun_at", "roadmap_id", "begun_at"),
    )

    id: Mapped[Id]
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id"), index=True)
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    history_id: Mapped[UUID] = mapped_column(ForeignKey("histories.id"), unique=True)
    title: Mapped[ShortText] = mapped_column(comment="What the application is called")
    applicant_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    applicant_name: Mapped[ShortText] = mapped_column(comment="As it was called when the sheet was drawn")
    on_day: Mapped[date] = mapped_column(comment="The roadmap is read as it was adopted on this day")
    snapshot_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("snapshots.id"),
        index=True,
        comment="The frozen version; empty: the working version, as none was adopted",
    )
    activities: Mapped[list[str]] = mapped_column(
        JSON, default=list, comment="Those that it would pay for, by block id"
    )
    language: Mapped[str] = mapped_column(String(5), comment="In which it was drawn")
    gathered: Mapped[PackedText] = mapped_column(comment="JSON of what the roadmap says, in words of the language")
    gathered_at: Mapped[datetime]
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    begun_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), comment="The sheet comes from it")
    finished_at: Mapped[datetime | None]
    finished_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    finished_number: Mapped[int | None] = mapped_column(comment="The revision of the judgement that was finished")
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="When the draft was laid aside")
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    withdrawn_words: Mapped[LongText] = mapped_column(default="", comment="Why")

    call: Mapped[Call] = relationship(lazy="joined", innerjoin=True)
    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)
    history: Mapped[History] = relationship(lazy="joined", innerjoin=True)
    snapshot: Mapped[Snapshot | None] = relationship(lazy="select")
    begun_for: Mapped[Organisation | None] = relationship(foreign_keys=[begun_for_id], lazy="joined")

    @property
    def is_finished(self) -> bool:
        """Whether it is no draft any more."""
        return self.finished_at is not None

    @property
    def is_open(self) -> bool:
        """Whether it can be written in."""
        return self.finished_at is None and self.withdrawn_at is None


class PendingCalls(Base):
    """A file of calls, put aside until its sender has seen what it would do. Nobody else sees it, and it lasts for a day."""

    __tablename__ = "pending_calls"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    filename: Mapped[ShortText]
    cells: Mapped[LongText] = mapped_column(comment="JSON of what the file says, by column; empty once it is written")
    made_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
