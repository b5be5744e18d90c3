"""The tables of readings. A reading is written once: what turns out to be wrong is corrected by a newer row."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Never
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from roadmaps.foundation.database import Base, ExactNumber, Id, LongText, PackedText, ShortText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.files_aside import FileAside

_FIRST_OF_ITS_KIND = text("corrects_id IS NULL")


class Sex(StrEnum):
    """Whom a reading counts. The letters are those of Swedish public statistics."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return _SEXES[self]


class Origin(StrEnum):
    """By which way a reading came in."""

    BY_HAND = "by hand"
    FILE = "file"
    KOLADA = "kolada"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return _ORIGINS[self]


_SEXES: Mapping[Sex, str] = {Sex.ALL: N_("All"), Sex.WOMEN: N_("Women"), Sex.MEN: N_("Men")}
_ORIGINS: Mapping[Origin, str] = {
    Origin.BY_HAND: N_("Recorded by hand"),
    Origin.FILE: N_("Read from a file"),
    Origin.KOLADA: N_("Fetched from Kolada"),
}


class Reading(Base):
    """One measured value of an indicator, for one period, one place and one group.

    A correction is a reading of its own that points at the one it stands instead of, and is of the same period, place
    and group; it may be corrected in turn. The last of such a chain is the one that stands. When that one has no value,
    the reading has been taken back.
    """

    __tablename__ = "readings"
    __table_args__ = (
        CheckConstraint("sex IN ('T', 'K', 'M')", name="sex_known"),
        CheckConstraint("first_on <= last_on", name="period_in_order"),
        CheckConstraint("corrects_id IS NULL OR reason <> ''", name="reason_when_correcting"),
        CheckConstraint("corrects_id IS NOT NULL OR value IS NOT NULL", name="value_unless_taken_back"),
        CheckConstraint("person_id IS NOT NULL OR origin = 'kolada'", name="person_unless_fetched"),
        # Corrections keep to the chain of the first reading, so that one first reading means one that stands.
        Index(
            "uq_readings_first",
            "indicator_id",
            "period",
            "municipality",
            "sex",
            unique=True,
            sqlite_where=_FIRST_OF_ITS_KIND,
            postgresql_where=_FIRST_OF_ITS_KIND,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_readings_indicator_id_last_on", "indicator_id", "last_on"),
    )

    id: Mapped[Id]
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"))
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    period: Mapped[str] = mapped_column(String(10), comment="A year, quarter, month or day: 2025, 2025-Q4, 2025-12 …")
    first_on: Mapped[date] = mapped_column(comment="First day of the period")
    last_on: Mapped[date] = mapped_column(comment="Last day of the period")
    municipality: Mapped[str | None] = mapped_column(String(4), comment="Official code; None: the county as a whole")
    sex: Mapped[str] = mapped_column(String(1), default=Sex.ALL.value, comment="T all, K women, M men")
    value: Mapped[Decimal | None] = mapped_column(
        ExactNumber, comment="In the indicator's own unit; None in a correction: taken back"
    )
    source: Mapped[ShortText] = mapped_column(default="", comment="Where the figure comes from; shown beside it")
    note: Mapped[LongText] = mapped_column(default="")
    corrects_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("readings.id"), unique=True, comment="The reading that this one stands instead of"
    )
    reason: Mapped[LongText] = mapped_column(default="", comment="Why the earlier reading was corrected")
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="None: the site itself fetched it"
    )
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), index=True, comment="For whom the person acted"
    )
    recorded_at: Mapped[datetime]
    origin: Mapped[Origin] = mapped_column(
        one_of(Origin, "origin_known"),
        default=Origin.BY_HAND,
    )

    @property
    def is_taken_back(self) -> bool:
        """Whether it says that there is no reading after all."""
        return self.value is None

    @property
    def is_total(self) -> bool:
        """Whether it is of the whole county and of all, which is what the target is compared with."""
        return self.municipality is None and self.sex == Sex.ALL


class PendingImport(FileAside, Base):
    """A file of readings that somebody has sent and not confirmed yet. Only that person sees it, for a day."""

    __tablename__ = "pending_imports"

    cells: Mapped[PackedText] = mapped_column(comment="JSON: the cells by row, as they were read; empty when confirmed")


class SourceFetch(Base):
    """One attempt to fetch the readings of one indicator from a source, and how it went."""

    __tablename__ = "source_fetches"
    __table_args__ = (Index("ix_source_fetches_indicator_id_fetched_at", "indicator_id", "fetched_at"),)

    id: Mapped[Id]
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"))
    source: Mapped[str] = mapped_column(String(20), comment="Which source: kolada")
    number_there: Mapped[str] = mapped_column(String(20), comment="What the source calls the figure, such as N00945")
    fetched_at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="Who asked for it; None: the site's own round"
    )
    failure: Mapped[str] = mapped_column(String(20), default="", comment="Empty when it went well, else why it did not")
    detail: Mapped[ShortText] = mapped_column(default="", comment="What the source said when it failed")
    added: Mapped[int] = mapped_column(default=0)
    corrected: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0, comment="Figures that the source withholds or lacks")


class ReadingReminder(Base):
    """A person was told by mail that a reading is to be made: once when it could be, and once when it should have been."""

    __tablename__ = "reading_reminders"
    __table_args__ = (UniqueConstraint("person_id", "indicator_id", "period", "is_overdue"),)

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"), index=True)
    period: Mapped[str] = mapped_column(String(10), comment="Of which the reading is awaited, as readings spell it")
    is_overdue: Mapped[bool] = mapped_column(comment="Whether it should have come by then")
    reminded_at: Mapped[datetime]


class ReadingStands(TypeError):
    """Somebody's code tried to change or delete a reading. Correct it with a newer one instead."""


def _refuse(_mapper: Any, _connection: Any, reading: Reading) -> Never:
    raise ReadingStands(f"the reading of {reading.period} can be neither changed nor deleted")


def _refuse_in_bulk(state: Any) -> None:
    if (state.is_update or state.is_delete) and state.bind_mapper and state.bind_mapper.class_ is Reading:
        raise ReadingStands("readings can be neither changed nor deleted")


event.listen(Reading, "before_update", _refuse)
event.listen(Reading, "before_delete", _refuse)
event.listen(Session, "do_orm_execute", _refuse_in_bulk)
