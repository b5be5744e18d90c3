"""The tables of frozen versions, and of what is made of versions for people to take home.

A frozen version is written once: what was decided upon can be cited for ever.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Never
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, event
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, LongText, Packed, ShortText, one_of
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


class ExportChoice(Base):
    """What a person chose to take home last, so that it stands chosen the next time; no row means the ordinary choice."""

    __tablename__ = "export_choices"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    wish: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Formats, parts, language, with or without comments")
    chosen_at: Mapped[datetime]


class JobState(StrEnum):
    """How far the making of files has come."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            JobState.WAITING: N_("Waiting for its turn"),
            JobState.WORKING: N_("Being made"),
            JobState.DONE: N_("Ready"),
            JobState.FAILED: N_("Could not be made"),
        }[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self in {JobState.DONE, JobState.FAILED}


class ExportJob(Base):
    """Files that take too long to be made while somebody waits, and what came of them.

    A process that makes them leases the row until a moment; when that passes, the process is thought dead, and another
    begins again. The result goes some days after it was made.
    """

    __tablename__ = "export_jobs"
    __table_args__ = (
        Index(
            "ix_export_jobs_open",
            "asked_at",
            sqlite_where=sql("finished_at IS NULL"),
            postgresql_where=sql("finished_at IS NULL"),
        ),
        Index("ix_export_jobs_finished_at", "finished_at"),
        CheckConstraint("made >= 0 AND made <= steps", name="made_within_steps"),
        CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="finished_when_over"),
        CheckConstraint("state <> 'done' OR content IS NOT NULL", name="content_when_done"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    snapshot_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("snapshots.id"), index=True, comment="The frozen version; empty for the working version"
    )
    revision_number: Mapped[int] = mapped_column(comment="The change that the working version stood at when asked")
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="Who asked and alone may fetch; empty for strangers"
    )
    wish: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Formats, parts, language, with or without comments")
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[JobState] = mapped_column(one_of(JobState, "state_known"), default=JobState.WAITING)
    made: Mapped[int] = mapped_column(default=0, comment="How many of the files are ready")
    steps: Mapped[int] = mapped_column(comment="How many files there are to make")
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    failure: Mapped[LongText] = mapped_column(default="", comment="Why it failed, as a catalogue message")
    filename: Mapped[ShortText] = mapped_column(default="")
    media_type: Mapped[ShortText] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0, comment="Bytes of the content")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)

    roadmap: Mapped[Roadmap] = relationship()
    snapshot: Mapped[Snapshot | None] = relationship()


class DocumentTemplate(Base):
    """A Word file whose styles the region's exports take. The one that has not ended is used; old ones are the history."""

    __tablename__ = "document_templates"
    __table_args__ = (
        # Of two who put one in place at the same moment, one is refused.
        Index(
            "ix_document_templates_in_use",
            "of",
            unique=True,
            sqlite_where=sql("ended_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL"),
        ),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
    )

    id: Mapped[Id]
    of: Mapped[str] = mapped_column(String(20), default="word", comment="Which format takes its styles from it")
    filename: Mapped[ShortText]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int] = mapped_column(comment="Bytes of the content")
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    ended_at: Mapped[datetime | None] = mapped_column(comment="When it was replaced or taken away")
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)


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
