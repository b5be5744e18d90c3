"""The tables of weighing. Criteria, what happened to a round, and recommendations are only ever added."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Helix, Organisation
from roadmaps.discovery.models import Candidate
from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing.words import Kind, State, Turn


class CriteriaSet(Base):
    """The criteria of an area from a day on. Other criteria are another set; the one before stays as it was."""

    __tablename__ = "weighing_criteria_sets"
    __table_args__ = (UniqueConstraint("roadmap_id", "number"),)

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its roadmap")
    reason: Mapped[LongText] = mapped_column(default="", comment="Why these, or why others than before; plain text")
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))

    criteria: Mapped[list["WeighingCriterion"]] = relationship(lazy="selectin", order_by="WeighingCriterion.position")


class WeighingCriterion(Base):
    """Something that candidates are judged by, and how much it weighs."""

    __tablename__ = "weighing_criteria"
    __table_args__ = (
        UniqueConstraint("set_id", "position"),
        CheckConstraint("weight BETWEEN 1 AND 5", name="weight_within_reason"),
    )

    id: Mapped[Id]
    set_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_criteria_sets.id"))
    position: Mapped[int]
    name: Mapped[ShortText]
    explanation: Mapped[LongText] = mapped_column(default="", comment="What is asked; plain text")
    weight: Mapped[int] = mapped_column(comment="Against the others of its set")


class WeighingRound(Base):
    """One time at which candidates are weighed, between two days. Nobody is told before it has opened.

    `shows_live`: in a room, the screen shows the dots as they come; otherwise they are counted when it closes.
    """

    __tablename__ = "weighing_rounds"
    __table_args__ = (
        UniqueConstraint("roadmap_id", "number"),
        CheckConstraint("closes_on >= opens_on", name="closes_after_opening"),
        CheckConstraint("(kind = 'dots') = (dots IS NOT NULL)", name="dots_in_a_room"),
        CheckConstraint("dots IS NULL OR dots BETWEEN 1 AND 20", name="dots_within_reason"),
        CheckConstraint("opened_at IS NULL OR confirmed_at IS NOT NULL", name="confirmed_when_opened"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its roadmap")
    kind: Mapped[Kind] = mapped_column(one_of(Kind, "kind_known"))
    title: Mapped[ShortText]
    purpose: Mapped[LongText] = mapped_column(default="", comment="What is asked and why; plain text")
    criteria_set_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("weighing_criteria_sets.id"), comment="By which it is weighed; fixed when it opens"
    )
    dots: Mapped[int | None] = mapped_column(comment="How many each person in the room has to place")
    shows_live: Mapped[bool] = mapped_column(default=True)
    is_open_call: Mapped[bool] = mapped_column(
        default=True, comment="Organisations of the area that were not asked may weigh too"
    )
    opens_on: Mapped[date]
    closes_on: Mapped[date] = mapped_column(comment="Last day on which anything can be given")
    code: Mapped[str | None] = mapped_column(
        String(8), unique=True, comment="What those in the room type; none before it has opened"
    )
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(comment="It opens by itself from then on")
    opened_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(comment="The result can be read from then on")
    cancelled_at: Mapped[datetime | None]

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)
    entries: Mapped[list["WeighingEntry"]] = relationship(lazy="selectin", order_by="WeighingEntry.position")

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.cancelled_at is not None:
            return State.CANCELLED
        if self.closed_at is not None:
            return State.CLOSED
        if self.opened_at is not None:
            return State.OPEN
        return State.WAITING if self.confirmed_at is not None else State.PREPARED

    @property
    def is_open(self) -> bool:
        """Whether something can be given."""
        return self.state is State.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether there is a result."""
        return self.state is State.CLOSED


class WeighingEntry(Base):
    """A candidate in a round, in the words in which it was weighed; those are fixed when the round opens."""

    __tablename__ = "weighing_entries"
    __table_args__ = (UniqueConstraint("round_id", "candidate_id"), UniqueConstraint("round_id", "position"))

    id: Mapped[Id]
    round_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_rounds.id"))
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidates.id"), index=True)
    position: Mapped[int]
    title: Mapped[ShortText] = mapped_column(default="")
    what: Mapped[LongText] = mapped_column(default="")
    why: Mapped[LongText] = mapped_column(default="")
    for_whom: Mapped[LongText] = mapped_column(default="")

    candidate: Mapped[Candidate] = relationship(lazy="joined", innerjoin=True)


class WeighingTurn(Base):
    """Something happened to a round: by whom, when and why. Never changed."""

    __tablename__ = "weighing_turns"

    id: Mapped[Id]
    round_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_rounds.id"), index=True)
    turn: Mapped[Turn] = mapped_column(one_of(Turn, "turn_known"))
    words: Mapped[LongText] = mapped_column(default="", comment="Why, where a reason was given")
    closes_on: Mapped[date | None] = mapped_column(comment="The last day from then on, where it was moved")
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), comment="Empty when it happened by itself")


class Weigher(Base):
    """An organisation in a round: asked by name, or come by itself. The row is locked while one of its people saves."""

    __tablename__ = "weighers"
    __table_args__ = (UniqueConstraint("round_id", "organisation_id"),)

    id: Mapped[Id]
    round_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_rounds.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    helix: Mapped[Helix] = mapped_column(one_of(Helix, "helix_known"), comment="As it was when it came in")
    is_invited: Mapped[bool] = mapped_column(comment="It was asked by name")
    added_at: Mapped[datetime]

    round: Mapped[WeighingRound] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)


class WeigherLink(Base):
    """The link in one letter: it opens the sheet of one organisation for one person, and nothing else."""

    __tablename__ = "weigher_links"

    id: Mapped[Id]
    weigher_id: Mapped[UUID] = mapped_column(ForeignKey("weighers.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    weigher: Mapped[Weigher] = relationship(lazy="joined", innerjoin=True)


class Weighing(Base):
    """What one organisation gives one candidate. `version` counts its savings, so that nobody overwrites unseen."""

    __tablename__ = "weighings"
    __table_args__ = (UniqueConstraint("weigher_id", "entry_id"),)

    id: Mapped[Id]
    weigher_id: Mapped[UUID] = mapped_column(ForeignKey("weighers.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_entries.id"), index=True)
    motive: Mapped[LongText] = mapped_column(default="", comment="In its own words; plain text")
    has_interest: Mapped[bool] = mapped_column(
        default=False, comment="It says itself that it would lead it or gain from it"
    )
    version: Mapped[int]
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))

    points: Mapped[list["WeighingPoints"]] = relationship(lazy="selectin")

    @property
    def given(self) -> dict[UUID, int | None]:
        """The points by criterion; None where it could not judge."""
        return {one.criterion_id: one.points for one in self.points}


class WeighingPoints(Base):
    """The points on one criterion; empty when the organisation has said that it cannot judge."""

    __tablename__ = "weighing_points"
    __table_args__ = (
        UniqueConstraint("weighing_id", "criterion_id"),
        CheckConstraint("points BETWEEN 1 AND 5", name="points_on_the_scale"),
    )

    id: Mapped[Id]
    weighing_id: Mapped[UUID] = mapped_column(ForeignKey("weighings.id"))
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_criteria.id"), index=True)
    points: Mapped[int | None] = mapped_column(comment="1 the least, 5 the most")


class DotBallot(Base):
    """That somebody in the room has placed dots: known by the browser, and by nothing that leads to a person."""

    __tablename__ = "dot_ballots"
    __table_args__ = (UniqueConstraint("round_id", "voter"),)

    id: Mapped[Id]
    round_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_rounds.id"))
    voter: Mapped[str] = mapped_column(
        String(64), comment="Tells apart those in the room, by a key that leads back to nobody"
    )
    helix: Mapped[Helix | None] = mapped_column(one_of(Helix, "helix_known"), comment="If the person wanted to say")
    cast_at: Mapped[datetime]

    dots: Mapped[list["PlacedDots"]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class PlacedDots(Base):
    """How many dots somebody has placed on one candidate."""

    __tablename__ = "placed_dots"
    __table_args__ = (
        UniqueConstraint("ballot_id", "entry_id"),
        CheckConstraint("count BETWEEN 1 AND 20", name="count_within_reason"),
    )

    id: Mapped[Id]
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("dot_ballots.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("weighing_entries.id"), index=True)
    count: Mapped[int]


class Recommendation(Base):
    """What is recommended to those who fund, as it was on the day: a version that never changes."""

    __tablename__ = "recommendations"
    __table_args__ = (UniqueConstraint("roadmap_id", "number"),)

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its roadmap")
    title: Mapped[ShortText]
    addressee: Mapped[ShortText] = mapped_column(comment="To whom: a fund, a programme, a board")
    registry_number: Mapped[ShortText] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Everything that it says; see `recommended.py`")
    sha256: Mapped[str] = mapped_column(String(64), comment="Of the content as canonical JSON")
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    made_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)
