"""Who follows what, and when each person last looked at an area."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, one_of
from roadmaps.foundation.sentences import N_


class SubjectSort(StrEnum):
    """What can be followed."""

    AREA = "area"
    ROADMAP = "roadmap"
    BLOCK = "block"
    THREAD = "thread"
    ORGANISATION = "organisation"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            SubjectSort.AREA: N_("Strength area"),
            SubjectSort.ROADMAP: N_("Roadmap"),
            SubjectSort.BLOCK: N_("Part of a roadmap"),
            SubjectSort.THREAD: N_("Thread"),
            SubjectSort.ORGANISATION: N_("Organisation"),
        }[self]

    @property
    def meaning(self) -> str:
        """What one is told of, in one plain sentence, as a catalogue message."""
        return {
            SubjectSort.AREA: N_("Everything in the roadmap, and all that is said in its threads."),
            SubjectSort.ROADMAP: N_("Changes of the text, new states and frozen versions."),
            SubjectSort.BLOCK: N_("Changes of this part and of what lies under it, and threads about it."),
            SubjectSort.THREAD: N_("What is said in the thread, and what comes of it."),
            SubjectSort.ORGANISATION: N_(
                "What is written for the organisation, and what happens to what it has a part in."
            ),
        }[self]


class Origin(StrEnum):
    """How one came to follow something."""

    BY_HAND = "by_hand"
    WROTE = "wrote"
    LEADS = "leads"
    SERVES = "serves"

    @property
    def label(self) -> str:
        """Why one follows it, as a catalogue message."""
        return {
            Origin.BY_HAND: N_("You chose to follow it."),
            Origin.WROTE: N_("You have written in it."),
            Origin.LEADS: N_("An organisation that you act for was given the lead."),
            Origin.SERVES: N_("You have a role in the area."),
        }[self]


class Follow(Base):
    """That a person follows something. Who leaves it keeps the row, so that no follow by itself brings it back."""

    __tablename__ = "follows"
    __table_args__ = (
        UniqueConstraint("person_id", "sort", "subject_id"),
        Index("ix_follows_sort_subject_id", "sort", "subject_id"),
    )

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    sort: Mapped[SubjectSort] = mapped_column(one_of(SubjectSort, "sort_known"))
    subject_id: Mapped[UUID] = mapped_column(comment="Of the area, roadmap, block, thread or organisation")
    origin: Mapped[Origin] = mapped_column(one_of(Origin, "origin_known"))
    made_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(
        comment="When the person stopped following; empty while it goes on"
    )

    @property
    def is_going_on(self) -> bool:
        """Whether the person follows it now."""
        return self.left_at is None


class Visit(Base):
    """A person's latest visit to an area: looks with less than some hours between them are one visit."""

    __tablename__ = "visits"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(comment="The latest look, to some minutes")
    since: Mapped[datetime | None] = mapped_column(comment="When the visit before ended; empty for the first")
