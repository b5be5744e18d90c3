"""The tables of areas and of the roles that people hold in them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Person
from roadmaps.foundation.database import Base, Id, LongText, one_of
from roadmaps.foundation.sentences import N_


class Role(StrEnum):
    """What a person is in an area."""

    READER = "reader"
    ACTOR = "actor"
    EDITOR = "editor"
    PROCESS_LEADER = "process_leader"
    DEPUTY = "deputy"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Role.READER: N_("Reader"),
            Role.ACTOR: N_("Actor"),
            Role.EDITOR: N_("Editor"),
            Role.PROCESS_LEADER: N_("Process leader"),
            Role.DEPUTY: N_("Deputy process leader"),
        }[self]

    @property
    def meaning(self) -> str:
        """What one may with it, in one plain sentence, as a catalogue message."""
        return {
            Role.READER: N_("Reads also what is not yet public."),
            Role.ACTOR: N_("Reads everything in the area and takes part in the discussion."),
            Role.EDITOR: N_("Writes in the roadmap and takes part in the discussion."),
            Role.PROCESS_LEADER: N_("Leads the work: writes, moderates, locks text and invites people."),
            Role.DEPUTY: N_("May do all that the process leader may."),
        }[self]


class Color(StrEnum):
    """The colours that an area can have; the style sheet knows how each looks in light and in dark."""

    FOREST = "forest"
    ENERGY = "energy"
    EXPERIENCE = "experience"
    DIGITAL = "digital"
    HEATHER = "heather"
    LAKE = "lake"
    RUST = "rust"
    SLATE = "slate"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Color.FOREST: N_("Forest"),
            Color.ENERGY: N_("Energy"),
            Color.EXPERIENCE: N_("Experience"),
            Color.DIGITAL: N_("Digital"),
            Color.HEATHER: N_("Heather"),
            Color.LAKE: N_("Lake"),
            Color.RUST: N_("Rust"),
            Color.SLATE: N_("Slate"),
        }[self]


class Area(Base):
    """A broad area of strength that the region has chosen, and that gets a roadmap."""

    __tablename__ = "areas"

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    name_en: Mapped[str] = mapped_column(String(120), default="", comment="Empty: the name is used in English too")
    description: Mapped[LongText] = mapped_column(default="", comment="Plain text, a few sentences")
    color: Mapped[Color] = mapped_column(one_of(Color, "color_known"))
    position: Mapped[int] = mapped_column(comment="Place in lists, from 1")
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]

    @property
    def is_archived(self) -> bool:
        """Whether the area is kept for its history only."""
        return self.archived_at is not None

    def name_in(self, language: str) -> str:
        """The name in the reader's language, as far as there is one."""
        return self.name_en if language == "en" and self.name_en else self.name


class AreaAddress(Base):
    """An address that an area had before; it leads on, so that old links keep working."""

    __tablename__ = "area_addresses"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), index=True)
    left_at: Mapped[datetime]


class RoleGrant(Base):
    """That a person holds a role in an area from one day until another. Ended, never deleted."""

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="until_after_from"),
        Index("ix_role_grants_area_id_role", "area_id", "role"),
    )

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"))
    role: Mapped[Role] = mapped_column(one_of(Role, "role_known"))
    from_on: Mapped[date]
    until_on: Mapped[date | None] = mapped_column(comment="Last day that counts; empty while it goes on")
    granted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    granted_at: Mapped[datetime]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    ended_at: Mapped[datetime | None] = mapped_column(comment="When someone ended it; from then on it counts no more")

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    area: Mapped[Area] = relationship(lazy="raise_on_sql")


class Mute(Base):
    """That a person may not write for a time, in one area or (area_id None) everywhere. Ended, never deleted."""

    __tablename__ = "mutes"

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), index=True, comment="Empty: everywhere")
    reason: Mapped[LongText] = mapped_column(comment="For the person and for those who lead; never public")
    muted_at: Mapped[datetime]
    muted_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    until_on: Mapped[date] = mapped_column(comment="Last day that counts")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When someone ended it before its day")
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")


class Succession(Base):
    """That somebody has been named to take over as process leader. Settled, never deleted."""

    __tablename__ = "successions"
    __table_args__ = (
        Index(
            "uq_successions_open",
            "area_id",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), comment="Who is to take over")
    named_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    named_at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(comment="When it was taken over, or taken back")
    is_taken_over: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")


class HandoverNote(Base):
    """What one who leads an area passes on to whoever comes next. Never changed; a newer note stands beside it."""

    __tablename__ = "handover_notes"

    id: Mapped[Id]
    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), index=True)
    words: Mapped[LongText] = mapped_column(comment="Plain text")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    written_at: Mapped[datetime]
