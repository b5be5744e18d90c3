"""What is asked about one's own data, how an erasure goes, what was thrown away, and who answers for the site."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.foundation.sentences import N_


class Wish(StrEnum):
    """What a person asks of whoever answers for the data. Erasure is a matter of its own."""

    RECTIFICATION = "rectification"
    RESTRICTION = "restriction"
    OBJECTION = "objection"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Wish.RECTIFICATION: N_("Correct something about me"),
            Wish.RESTRICTION: N_("Use something about me less for a time"),
            Wish.OBJECTION: N_("Stop using something about me"),
        }[self]


class Outcome(StrEnum):
    """What became of what was asked."""

    DONE = "done"
    PARTLY = "partly"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Outcome.DONE: N_("Done"),
            Outcome.PARTLY: N_("Partly done"),
            Outcome.DECLINED: N_("Not done"),
        }[self]


class Treatment(StrEnum):
    """What is done with a name that stands in a text."""

    REPLACED = "replaced"
    LEFT = "left"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Treatment.REPLACED: N_("Put the new words in its place"),
            Treatment.LEFT: N_("Leave it"),
        }[self]


class PrivacyFacts(Base):
    """Who answers for the site, and how they are reached. Never changed: the newest row holds."""

    __tablename__ = "privacy_facts"

    id: Mapped[Id]
    controller: Mapped[ShortText] = mapped_column(comment="The authority that decides why and how")
    contact: Mapped[LongText] = mapped_column(comment="How it is reached; plain text")
    officer: Mapped[LongText] = mapped_column(comment="How its data protection officer is reached; plain text")
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)


class PrivacyRequest(Base):
    """Somebody asks for something to be done with what is kept about them. It is answered once."""

    __tablename__ = "privacy_requests"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    wish: Mapped[Wish] = mapped_column(one_of(Wish, "wish_known"))
    words: Mapped[LongText] = mapped_column(comment="What is asked, in their own words; emptied by erasure")
    made_at: Mapped[datetime]
    answer_by: Mapped[date] = mapped_column(comment="One month later: the last day by the regulation (article 12.3)")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "outcome_known"))
    answer: Mapped[LongText] = mapped_column(default="", comment="Told by letter; emptied by erasure")


class Erasure(Base):
    """That somebody's data is to be taken away: asked for, proposed by one, confirmed by another, done; or stopped.

    It is about a person, or about an e-mail address of somebody who has no account. Of the address nothing is left
    here when it is done.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR is_by_address", name="about_somebody"),
        CheckConstraint("done_at IS NULL OR stopped_at IS NULL", name="done_or_stopped"),
        CheckConstraint("done_at IS NULL OR proposed_at IS NOT NULL", name="proposed_before_done"),
        Index(
            "uq_erasures_open",
            "person_id",
            unique=True,
            sqlite_where=text("done_at IS NULL AND stopped_at IS NULL AND person_id IS NOT NULL"),
            postgresql_where=text("done_at IS NULL AND stopped_at IS NULL AND person_id IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    is_by_address: Mapped[bool] = mapped_column(default=False, comment="Of somebody without an account")
    email: Mapped[str] = mapped_column(String(254), default="", comment="Their address until it is done, then empty")
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True, comment="They or a coordinator")
    reason: Mapped[LongText] = mapped_column(default="", comment="Why; emptied when it is done")
    other_words: Mapped[list[str]] = mapped_column(
        default=list,
        server_default="[]",
        comment="Nicknames, older names, telephone numbers, other addresses to look for; emptied when it is over",
    )
    proposed_at: Mapped[datetime | None] = mapped_column(comment="When a coordinator had looked at everything")
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True, comment="Who confirmed it")
    stopped_at: Mapped[datetime | None]
    stopped_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    stop_reason: Mapped[LongText] = mapped_column(default="")
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Table to how many rows were changed or went")

    @property
    def is_open(self) -> bool:
        """Whether it may still be done or stopped."""
        return self.done_at is None and self.stopped_at is None

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for somebody to confirm it."""
        return self.is_open and self.proposed_at is not None


class NamedPlace(Base):
    """A text in which the name or the address stands, and what is to be done with it there. The name is not repeated."""

    __tablename__ = "named_places"
    __table_args__ = (Index("uq_named_places_place", "erasure_id", "place", unique=True),)

    id: Mapped[Id]
    erasure_id: Mapped[UUID] = mapped_column(ForeignKey("erasures.id"))
    place: Mapped[str] = mapped_column(String(300), comment="Table, column and key of the row")
    treatment: Mapped[Treatment] = mapped_column(one_of(Treatment, "treatment_known"))
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)


class Weeding(Base):
    """What was past its time has been thrown away: of which class, how much, and who approved it. Never changed."""

    __tablename__ = "weedings"

    id: Mapped[Id]
    period: Mapped[str] = mapped_column(String(40), index=True, comment="Key of the class")
    before: Mapped[datetime] = mapped_column(comment="Everything older than that went")
    count: Mapped[int] = mapped_column(comment="How many rows")
    done_at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="Who approved it; empty for what goes by itself"
    )


class PeriodChoice(Base):
    """How long a class is kept, where a coordinator has chosen something else. Never changed: the newest row holds."""

    __tablename__ = "period_choices"

    id: Mapped[Id]
    period: Mapped[str] = mapped_column(String(40), index=True, comment="Key of the class")
    days: Mapped[int]
    reason: Mapped[ShortText] = mapped_column(comment="Such as the decision on what the authority throws away")
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
