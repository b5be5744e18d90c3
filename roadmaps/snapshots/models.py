"""The table of frozen versions. A row is written once: what was decided upon can be cited for ever."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Never
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, LongText, Packed, ShortText
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.models import Roadmap


class SnapshotKind(StrEnum):
    """For what a version was frozen. Decides who may read it."""

    WORKING = "working"
    CONSULTATION = "consultation"
    ADOPTED = "adopted"
    REPORT = "report"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            SnapshotKind.WORKING: N_("Frozen working version"),
            SnapshotKind.CONSULTATION: N_("Consultation version"),
            SnapshotKind.ADOPTED: N_("Adopted version"),
            SnapshotKind.REPORT: N_("Version for a report"),
        }[self]

    @property
    def meaning(self) -> str:
        """What it is for and who reads it, in one plain sentence, as a catalogue message."""
        return {
            SnapshotKind.WORKING: N_("A point to come back to, read by the people of the area."),
            SnapshotKind.CONSULTATION: N_("What others are asked about. Everyone may read it."),
            SnapshotKind.ADOPTED: N_("What was decided, by whom and when. Everyone may read it."),
            SnapshotKind.REPORT: N_("What a follow-up builds on, read by the people of the area."),
        }[self]

    @property
    def is_public(self) -> bool:
        """Whether everyone may read it."""
        return self in {SnapshotKind.CONSULTATION, SnapshotKind.ADOPTED}


class Snapshot(Base):
    """One frozen version of a roadmap, with everything that is needed to read it without the rest of the database."""

    __tablename__ = "snapshots"
    __table_args__ = (
        # Of two that freeze at the same moment, one is refused.
        UniqueConstraint("roadmap_id", "number"),
        Index("ix_snapshots_roadmap_id_kind", "roadmap_id", "kind"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its roadmap")
    revision_number: Mapped[int] = mapped_column(comment="The revision of the roadmap that it holds")
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[ShortText]
    decision_body: Mapped[ShortText] = mapped_column(default="", comment="Who decided")
    decided_on: Mapped[date | None]
    paragraph: Mapped[ShortText] = mapped_column(default="", comment="Where in the minutes the decision stands")
    registry_number: Mapped[ShortText] = mapped_column(default="", comment="Under which number it is in the registry")
    note: Mapped[LongText] = mapped_column(default="")
    supersedes_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("snapshots.id"), comment="The version of the same kind that it replaces"
    )
    content: Mapped[str] = mapped_column(Packed, comment="Canonical JSON, by docs/formats.md")
    html: Mapped[str] = mapped_column(
        Packed, comment="JSON of block id to field name to clean HTML, as it read that day; not part of the hash"
    )
    sha256: Mapped[str] = mapped_column(String(64), index=True, comment="Of the content, as UTF-8")
    schema_version: Mapped[int]
    frozen_at: Mapped[datetime]
    frozen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    frozen_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)

    roadmap: Mapped[Roadmap] = relationship(lazy="joined")

    @property
    def sort(self) -> SnapshotKind:
        """The kind as a word of the model."""
        return SnapshotKind(self.kind)


class FrozenForEver(TypeError):
    """Somebody's code tried to change or delete a frozen version. Freeze a new one instead."""


def _refuse(_mapper: Any, _connection: Any, snapshot: Snapshot) -> Never:
    raise FrozenForEver(f"snapshot {snapshot.number} can be neither changed nor deleted")


def _refuse_in_bulk(state: Any) -> None:
    if (state.is_update or state.is_delete) and state.bind_mapper and state.bind_mapper.class_ is Snapshot:
        raise FrozenForEver("snapshots can be neither changed nor deleted")


event.listen(Snapshot, "before_update", _refuse)
event.listen(Snapshot, "before_delete", _refuse)
event.listen(Session, "do_orm_execute", _refuse_in_bulk)
