"""The plan made visible, suggestions, the desk, search and staying in touch."""

import json
import zlib
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What blocks of before say of the fields that their kinds have got since; every version gets it, so that none of them
# seems to have been changed.
Content = dict[str, Any]
NEW_FIELDS: dict[str, Content] = {
    "activity": {"status_note": "", "depends_on": [], "output": ""},
    "goal": {"strategy": []},
    "goal_conflict": {
        "elsewhere": [],
        "conflict_type": None,
        "evidence": "",
        "alternatives": "",
        "owner": None,
        "next_review": None,
    },
    "indicator": {"by_municipality": False, "by_sex": False, "kolada_id": ""},
    "responsibility": {"answer": "proposed", "answer_note": ""},
}
DEEDS_BEFORE = (
    "locked",
    "unlocked",
    "comment_hidden",
    "comment_restored",
    "phase_changed",
    "shown_to_all",
    "not_shown_to_all",
    "version_frozen",
)
DEEDS_SINCE = ("appeal_denied", "muted", "unmuted", "read_first", "read_after", "not_released", "handed_over")
# Texts above this size are kept compressed, with a first byte that tells.
COMPRESS_ABOVE_BYTES = 500
VERSIONS = sa.table(
    "block_versions",
    sa.column("block_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("content", sa.LargeBinary()),
)
BLOCKS = sa.table("blocks", sa.column("id", sa.Uuid()), sa.column("kind", sa.String()))
WORDS = {
    "sqlite": [
        """CREATE VIRTUAL TABLE search_words
        USING fts5 (title, body, title_roots, body_roots, tokenize = 'ascii', prefix = '2 3')"""
    ],
    "postgresql": [
        """CREATE TABLE search_words (
        document_id INTEGER PRIMARY KEY REFERENCES search_documents (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)""",
        "CREATE INDEX ix_search_words_words ON search_words USING gin (words)",
    ],
}


def upgrade() -> None:
    op.create_table(
        "chore_runs",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True, comment="When it was last done to the end"),
        sa.Column(
            "failed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it last failed; empty after it has been done",
        ),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chore_runs")),
    )
    op.create_table(
        "calendar_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the secret in the address"),
        sa.Column("scope", sa.String(length=20), nullable=False, comment="all, area or organisation"),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "last_used_on",
            sa.Date(),
            nullable=True,
            comment="Day of the last fetch; the day is enough, and spares writes",
        ),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(scope = 'all' AND area_id IS NULL AND organisation_id IS NULL) OR (scope = 'area' AND area_id IS NOT NULL AND organisation_id IS NULL) OR (scope = 'organisation' AND area_id IS NULL AND organisation_id IS NOT NULL)",
            name=op.f("ck_calendar_links_scope_fits"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_calendar_links_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_calendar_links_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_calendar_links_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_links_token_hash")),
    )
    with op.batch_alter_table("calendar_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_links_person_id"), ["person_id"], unique=False)

    op.create_table(
        "desk_assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "source", sa.String(length=20), nullable=False, comment="Which sort of thing waits, such as suggestions"
        ),
        sa.Column("key", sa.Uuid(), nullable=False, comment="The identity of what waits, in the room that knows it"),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_desk_assignments_area_id_areas")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_desk_assignments_by_id_persons")),
        sa.ForeignKeyConstraint(["to_id"], ["persons.id"], name=op.f("fk_desk_assignments_to_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_assignments")),
    )
    with op.batch_alter_table("desk_assignments", schema=None) as batch_op:
        batch_op.create_index("ix_desk_assignments_area_id", ["area_id"], unique=False)
        batch_op.create_index("ix_desk_assignments_source_key", ["source", "key"], unique=False)
        batch_op.create_index(batch_op.f("ix_desk_assignments_to_id"), ["to_id"], unique=False)

    op.create_table(
        "desk_snoozes",
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False, comment="The first day on which it waits again"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_desk_snoozes_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_desk_snoozes_person_id_persons")),
        sa.PrimaryKeyConstraint("source", "key", name=op.f("pk_desk_snoozes")),
    )
    with op.batch_alter_table("desk_snoozes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_snoozes_area_id"), ["area_id"], unique=False)

    op.create_table(
        "flags",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "comment",
                "thread",
                "suggestion",
                "block",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "thing_id",
            sa.Uuid(),
            nullable=False,
            comment="In the table that the sort names; such rows are never deleted",
        ),
        sa.Column("about", sa.String(length=200), nullable=False, comment="What it was called then; empty: all of it"),
        sa.Column(
            "reason",
            sa.Enum(
                "hurts",
                "private",
                "wrong",
                "advertises",
                "elsewhere",
                "other",
                name="reason_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "hidden", "mended", "left", name="outcome_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False, comment="What the one who flagged it is told"),
        sa.CheckConstraint("(settled_at IS NULL) = (outcome IS NULL)", name=op.f("ck_flags_outcome_when_settled")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_flags_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_flags_person_id_persons")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["persons.id"], name=op.f("fk_flags_settled_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
    )
    with op.batch_alter_table("flags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flags_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flags_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_flags_sort_thing_id", ["sort", "thing_id"], unique=False)
        batch_op.create_index(
            "uq_flags_open",
            ["person_id", "sort", "thing_id"],
            unique=True,
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        )

    op.create_table(
        "follows",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "area",
                "roadmap",
                "block",
                "thread",
                "organisation",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "subject_id", sa.Uuid(), nullable=False, comment="Of the area, roadmap, block, thread or organisation"
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "by_hand",
                "wrote",
                "leads",
                "serves",
                name="origin_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "left_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the person stopped following; empty while it goes on",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_follows_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
        sa.UniqueConstraint("person_id", "sort", "subject_id", name=op.f("uq_follows_person_id_sort_subject_id")),
    )
    with op.batch_alter_table("follows", schema=None) as batch_op:
        batch_op.create_index("ix_follows_sort_subject_id", ["sort", "subject_id"], unique=False)

    op.create_table(
        "handover_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, comment="Plain text"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_handover_notes_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_handover_notes_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_notes")),
    )
    with op.batch_alter_table("handover_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_notes_area_id"), ["area_id"], unique=False)

    op.create_table(
        "mutes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty: everywhere"),
        sa.Column("reason", sa.Text(), nullable=False, comment="For the person and for those who lead; never public"),
        sa.Column("muted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("muted_by_id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False, comment="Last day that counts"),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True), nullable=True, comment="When someone ended it before its day"
        ),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_mutes_area_id_areas")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_mutes_ended_by_id_persons")),
        sa.ForeignKeyConstraint(["muted_by_id"], ["persons.id"], name=op.f("fk_mutes_muted_by_id_persons")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_mutes_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mutes")),
    )
    with op.batch_alter_table("mutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mutes_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mutes_person_id"), ["person_id"], unique=False)

    op.create_table(
        "read_first_areas",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False, comment="Who decided it"),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_read_first_areas_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_read_first_areas_person_id_persons")),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_read_first_areas")),
    )
    op.create_table(
        "status_intervals",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False, comment="0: they are not asked"),
        sa.CheckConstraint("months IN (0, 1, 3, 6, 12)", name=op.f("ck_status_intervals_months_known")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_status_intervals_area_id_areas")),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_status_intervals")),
    )
    op.create_table(
        "successions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False, comment="Who is to take over"),
        sa.Column("named_by_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "settled_at", sa.DateTime(timezone=True), nullable=True, comment="When it was taken over, or taken back"
        ),
        sa.Column("is_taken_over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_successions_area_id_areas")),
        sa.ForeignKeyConstraint(["named_by_id"], ["persons.id"], name=op.f("fk_successions_named_by_id_persons")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_successions_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.create_index(
            "uq_successions_open",
            ["area_id"],
            unique=True,
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        )

    op.create_table(
        "suggestion_settings",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("requires_source", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_suggestion_settings_area_id_areas")),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_suggestion_settings")),
    )
    op.create_table(
        "visits",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False, comment="The latest look, to some minutes"),
        sa.Column(
            "since",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the visit before ended; empty for the first",
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_visits_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_visits_person_id_persons")),
        sa.PrimaryKeyConstraint("person_id", "area_id", name=op.f("pk_visits")),
    )
    op.create_table(
        "digest_marks",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "upto", sa.DateTime(timezone=True), nullable=False, comment="What happened up to here has been gathered"
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False, comment="When it was gathered last"),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["outgoing_mails.id"], name=op.f("fk_digest_marks_mail_id_outgoing_mails")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_digest_marks_person_id_persons")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digest_marks")),
    )
    with op.batch_alter_table("digest_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_marks_mail_id"), ["mail_id"], unique=False)

    op.create_table(
        "pending_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column(
            "cells",
            sa.LargeBinary(),
            nullable=False,
            comment="JSON: the cells by row, as they were read; empty when confirmed",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pending_imports_person_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_pending_imports_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_imports")),
    )
    with op.batch_alter_table("pending_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_imports_made_at"), ["made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_imports_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_imports_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "pending_spreadsheets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column(
            "lines", sa.LargeBinary(), nullable=False, comment="JSON: the cells by sheet and row; empty when confirmed"
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pending_spreadsheets_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name=op.f("fk_pending_spreadsheets_roadmap_id_roadmaps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_spreadsheets")),
    )
    with op.batch_alter_table("pending_spreadsheets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_spreadsheets_made_at"), ["made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_spreadsheets_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_spreadsheets_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "about",
            sa.Enum("part", "status", name="about_known", native_enum=False, create_constraint=True, length=10),
            nullable=False,
        ),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False, comment="The responsibility, or the activity"),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "round",
            sa.String(length=40),
            nullable=False,
            comment="Which time it is asked: 2026-Q4 for a status, the moment of asking for a part",
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True), nullable=False, comment="The links in letters work until then"
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=True, comment="The revision that keeps the answer"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True, comment="When it was of no use any more"),
        sa.CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name=op.f("ck_questions_answer_when_answered")),
        sa.ForeignKeyConstraint(["activity_id"], ["blocks.id"], name=op.f("fk_questions_activity_id_blocks")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["persons.id"], name=op.f("fk_questions_answered_by_id_persons")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_questions_block_id_blocks")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_questions_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_questions_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint(
            "block_id", "organisation_id", "round", name=op.f("uq_questions_block_id_organisation_id_round")
        ),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_questions_roadmap_id_asked_at", ["roadmap_id", "asked_at"], unique=False)
        batch_op.create_index(
            "uq_questions_open",
            ["block_id", "organisation_id", "about"],
            unique=True,
            sqlite_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
        )

    op.create_table(
        "reading_reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column(
            "period",
            sa.String(length=10),
            nullable=False,
            comment="Of which the reading is awaited, as readings spell it",
        ),
        sa.Column("is_overdue", sa.Boolean(), nullable=False, comment="Whether it should have come by then"),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["blocks.id"], name=op.f("fk_reading_reminders_indicator_id_blocks")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_reading_reminders_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_reminders")),
        sa.UniqueConstraint(
            "person_id",
            "indicator_id",
            "period",
            "is_overdue",
            name=op.f("uq_reading_reminders_person_id_indicator_id_period_is_overdue"),
        ),
    )
    with op.batch_alter_table("reading_reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_reminders_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "readings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column(
            "period",
            sa.String(length=10),
            nullable=False,
            comment="A year, quarter, month or day: 2025, 2025-Q4, 2025-12 …",
        ),
        sa.Column("first_on", sa.Date(), nullable=False, comment="First day of the period"),
        sa.Column("last_on", sa.Date(), nullable=False, comment="Last day of the period"),
        sa.Column(
            "municipality", sa.String(length=4), nullable=True, comment="Official code; None: the county as a whole"
        ),
        sa.Column("sex", sa.String(length=1), nullable=False, comment="T all, K women, M men"),
        sa.Column(
            "value",
            sa.Numeric(24, 6).with_variant(sa.String(32), "sqlite"),
            nullable=True,
            comment="In the indicator's own unit; None in a correction: taken back",
        ),
        sa.Column(
            "source", sa.String(length=200), nullable=False, comment="Where the figure comes from; shown beside it"
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True, comment="The reading that this one stands instead of"),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why the earlier reading was corrected"),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="None: the site itself fetched it"),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For whom the person acted"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "by hand", "file", "kolada", name="origin_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.CheckConstraint("corrects_id IS NULL OR reason <> ''", name=op.f("ck_readings_reason_when_correcting")),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR origin = 'kolada'", name=op.f("ck_readings_person_unless_fetched")
        ),
        sa.CheckConstraint("sex IN ('T', 'K', 'M')", name=op.f("ck_readings_sex_known")),
        sa.CheckConstraint(
            "corrects_id IS NOT NULL OR value IS NOT NULL", name=op.f("ck_readings_value_unless_taken_back")
        ),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_readings_period_in_order")),
        sa.ForeignKeyConstraint(["corrects_id"], ["readings.id"], name=op.f("fk_readings_corrects_id_readings")),
        sa.ForeignKeyConstraint(["indicator_id"], ["blocks.id"], name=op.f("fk_readings_indicator_id_blocks")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_readings_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_readings_person_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_readings_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_readings_corrects_id")),
    )
    with op.batch_alter_table("readings", schema=None) as batch_op:
        batch_op.create_index("ix_readings_indicator_id_last_on", ["indicator_id", "last_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_readings_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_readings_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_readings_roadmap_id"), ["roadmap_id"], unique=False)
        batch_op.create_index(
            "uq_readings_first",
            ["indicator_id", "period", "municipality", "sex"],
            unique=True,
            sqlite_where=sa.text("corrects_id IS NULL"),
            postgresql_where=sa.text("corrects_id IS NULL"),
            postgresql_nulls_not_distinct=True,
        )

    op.create_table(
        "search_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False, comment="The block, comment, suggestion and so on"),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="Tells whether the thing has changed since; for frozen versions their number",
        ),
        sa.Column("roadmap_id", sa.Uuid(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column(
            "is_public",
            sa.Boolean(),
            nullable=False,
            comment="Whether everyone may read it, whoever may read the roadmap",
        ),
        sa.Column("kind", sa.String(length=30), nullable=False, comment="Of a block or a frozen version"),
        sa.Column("block_id", sa.Uuid(), nullable=True, comment="What a comment is about"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "parts",
            sa.JSON(),
            nullable=False,
            comment="Where in the text of a frozen version each block begins: [characters before, id]",
        ),
        sa.Column(
            "changed_at", sa.DateTime(timezone=True), nullable=False, comment="When it was written or last changed"
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_search_documents_area_id_areas")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_search_documents_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("sort", "subject_id", name=op.f("uq_search_documents_sort_subject_id")),
    )
    with op.batch_alter_table("search_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_documents_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_documents_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_documents_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "source_fetches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False, comment="Which source: kolada"),
        sa.Column(
            "number_there",
            sa.String(length=20),
            nullable=False,
            comment="What the source calls the figure, such as N00945",
        ),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Who asked for it; None: the site's own round"),
        sa.Column(
            "failure", sa.String(length=20), nullable=False, comment="Empty when it went well, else why it did not"
        ),
        sa.Column("detail", sa.String(length=200), nullable=False, comment="What the source said when it failed"),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False, comment="Figures that the source withholds or lacks"),
        sa.ForeignKeyConstraint(["indicator_id"], ["blocks.id"], name=op.f("fk_source_fetches_indicator_id_blocks")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_source_fetches_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_fetches")),
    )
    with op.batch_alter_table("source_fetches", schema=None) as batch_op:
        batch_op.create_index("ix_source_fetches_indicator_id_fetched_at", ["indicator_id", "fetched_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_fetches_person_id"), ["person_id"], unique=False)

    op.create_table(
        "question_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_question_links_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_links_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_links")),
        sa.UniqueConstraint("question_id", "person_id", name=op.f("uq_question_links_question_id_person_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_question_links_token_hash")),
    )
    with op.batch_alter_table("question_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_links_person_id"), ["person_id"], unique=False)

    op.create_table(
        "search_document_organisations",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["search_documents.id"],
            name=op.f("fk_search_document_organisations_document_id_search_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_search_document_organisations_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("document_id", "organisation_id", name=op.f("pk_search_document_organisations")),
    )
    with op.batch_alter_table("search_document_organisations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_search_document_organisations_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "suggestions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For whom the person acted"),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "unseen",
                "not_released",
                "open",
                "accepted",
                "partly_accepted",
                "declined",
                "withdrawn",
                "merged",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("motive", sa.Text(), nullable=False, comment="Why, in the proposer's words; plain text"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why it was decided so; shown to everyone"),
        sa.Column(
            "revision_number", sa.Integer(), nullable=True, comment="The revision by which it came into the roadmap"
        ),
        sa.Column(
            "own_revision_number",
            sa.Integer(),
            nullable=True,
            comment="The revision right after it in which the decider reworded it",
        ),
        sa.Column(
            "joined_with_id", sa.Uuid(), nullable=True, comment="The suggestion that says the same and stands for both"
        ),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.Column("needs_look", sa.Boolean(), nullable=False),
        sa.Column(
            "asked_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="The process leader has asked for more, and waits",
        ),
        sa.CheckConstraint("(state = 'draft') = (sent_at IS NULL)", name=op.f("ck_suggestions_sent_when_not_draft")),
        sa.CheckConstraint(
            "(state = 'merged') = (joined_with_id IS NOT NULL)", name=op.f("ck_suggestions_joined_when_merged")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["persons.id"], name=op.f("fk_suggestions_decided_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["joined_with_id"], ["suggestions.id"], name=op.f("fk_suggestions_joined_with_id_suggestions")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_suggestions_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_suggestions_person_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_suggestions_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_suggestions_thread_id_threads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_suggestions_thread_id")),
    )
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestions_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestions_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_suggestions_roadmap_id_state", ["roadmap_id", "state"], unique=False)
        batch_op.create_index(
            "uq_suggestions_draft",
            ["roadmap_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )

    op.create_table(
        "appeals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False, comment="Which hiding it is about"),
        sa.Column("hidden_by_id", sa.Uuid(), nullable=False),
        sa.Column("hide_reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, comment="Why the author thinks that it should be read"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("is_restored", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False, comment="Why, as its author and the log are told"),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (is_restored IS NULL)", name=op.f("ck_appeals_outcome_when_answered")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["persons.id"], name=op.f("fk_appeals_answered_by_id_persons")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_appeals_area_id_areas")),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_appeals_comment_id_comments")),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["persons.id"], name=op.f("fk_appeals_hidden_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("comment_id", "hidden_at", name=op.f("uq_appeals_comment_id_hidden_at")),
    )
    with op.batch_alter_table("appeals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeals_area_id"), ["area_id"], unique=False)

    op.create_table(
        "comment_mentions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("mentioned_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) != (organisation_id IS NULL)", name=op.f("ck_comment_mentions_person_or_organisation")
        ),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_comment_mentions_comment_id_comments")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_comment_mentions_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_comment_mentions_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_mentions")),
        sa.UniqueConstraint(
            "comment_id", "organisation_id", name=op.f("uq_comment_mentions_comment_id_organisation_id")
        ),
        sa.UniqueConstraint("comment_id", "person_id", name=op.f("uq_comment_mentions_comment_id_person_id")),
    )
    with op.batch_alter_table("comment_mentions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_mentions_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_mentions_person_id"), ["person_id"], unique=False)

    op.create_table(
        "suggested_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "edit", "add", "remove", "move", name="act_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("block_id", sa.Uuid(), nullable=False, comment="For a new block, the identity that it is to get"),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column(
            "based_on",
            sa.Integer(),
            nullable=False,
            comment="Number of the revision that the proposer saw, 0 for a new block",
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True, comment="Under which block a new or moved one is to lie"),
        sa.Column("after", sa.String(length=40), nullable=False, comment="After which sibling: an id, first or last"),
        sa.Column("is_accepted", sa.Boolean(), nullable=True, comment="What was decided about it; empty before"),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_suggested_changes_suggestion_id_suggestions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggested_changes")),
        sa.UniqueConstraint("suggestion_id", "block_id", name=op.f("uq_suggested_changes_suggestion_id_block_id")),
    )
    with op.batch_alter_table("suggested_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggested_changes_block_id"), ["block_id"], unique=False)

    op.create_table(
        "suggestion_sources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "link",
                "document",
                "experience",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="What it is, or what was experienced"),
        sa.Column("address", sa.String(length=1000), nullable=False, comment="Of a web page: http or https"),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_suggestion_sources_suggestion_id_suggestions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_sources")),
        sa.UniqueConstraint("suggestion_id", "position", name=op.f("uq_suggestion_sources_suggestion_id_position")),
    )
    op.create_table(
        "suggestion_stances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "supports", "holds_back", name="stance_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="What holds the organisation back, or why it supports"),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_suggestion_stances_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_suggestion_stances_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_suggestion_stances_suggestion_id_suggestions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_stances")),
        sa.UniqueConstraint(
            "suggestion_id", "organisation_id", name=op.f("uq_suggestion_stances_suggestion_id_organisation_id")
        ),
    )
    op.create_table(
        "suggestion_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "sent",
                "mended",
                "needs_look",
                "asked",
                "accepted",
                "partly_accepted",
                "declined",
                "withdrawn",
                "merged",
                "taken_back",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Empty when the text moved on"),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("revision_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_suggestion_turns_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_suggestion_turns_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_suggestion_turns_suggestion_id_suggestions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_turns")),
    )
    with op.batch_alter_table("suggestion_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_turns_suggestion_id"), ["suggestion_id"], unique=False)

    op.create_table(
        "waiting_comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=True, comment="Empty: it is to begin a thread"),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("passage", sa.JSON(), nullable=False, comment="Field, quote, and what stands around it"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False, comment="Markdown"),
        sa.Column("html", sa.Text(), nullable=False, comment="Clean HTML, made when it was written"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True, comment="When it was released or declined"),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False, comment="Why it was declined; for its author"),
        sa.Column("comment_id", sa.Uuid(), nullable=True, comment="What it became"),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name=op.f("ck_waiting_comments_settled_by_somebody")
        ),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_waiting_comments_block_id_blocks")),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_waiting_comments_comment_id_comments")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_waiting_comments_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_waiting_comments_person_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_waiting_comments_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["persons.id"], name=op.f("fk_waiting_comments_settled_by_id_persons")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_waiting_comments_thread_id_threads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_comments")),
    )
    with op.batch_alter_table("waiting_comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_comments_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_comments_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "suggested_wordings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["suggested_changes.id"], name=op.f("fk_suggested_wordings_change_id_suggested_changes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggested_wordings")),
    )
    with op.batch_alter_table("suggested_wordings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggested_wordings_change_id"), ["change_id"], unique=False)

    with op.batch_alter_table("locks", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "section",
                sa.String(length=20),
                server_default="",
                nullable=False,
                comment="Which section; empty: a block, or all of it",
            )
        )
        batch_op.add_column(
            sa.Column("until_on", sa.Date(), nullable=True, comment="Last day that counts; empty: until it is lifted")
        )
        batch_op.alter_column(
            "block_id",
            existing_type=sa.Uuid(),
            existing_comment="None: the whole roadmap",
            comment="None: a section, or all of it",
        )
        batch_op.drop_index("uq_locks_standing")
        batch_op.create_index(
            "uq_locks_standing",
            ["roadmap_id", "block_id", "section"],
            unique=True,
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        )

    with op.batch_alter_table("mail_choices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wants_mentions", sa.Boolean(), server_default=sa.text("(true)"), nullable=False))
        batch_op.add_column(
            sa.Column("wants_assignments", sa.Boolean(), server_default=sa.text("(true)"), nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "digest",
                sa.Enum(
                    "weekly",
                    "daily",
                    "never",
                    name="digest_known",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                server_default="weekly",
                nullable=False,
            )
        )

    with op.batch_alter_table("moderation_entries", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("until_on", sa.Date(), nullable=True, comment="Last day of a lock or a mute, where there is one")
        )
        batch_op.add_column(
            sa.Column(
                "section",
                sa.String(length=20),
                server_default="",
                nullable=False,
                comment="The section that was locked",
            )
        )

    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "approved_by_id",
                sa.Uuid(),
                nullable=True,
                comment="Who accepted it, where that is not the one who wrote it",
            )
        )
        batch_op.add_column(
            sa.Column("approved_for_id", sa.Uuid(), nullable=True, comment="For whom the approver acted")
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_revisions_approved_by_id_persons"), "persons", ["approved_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_revisions_approved_for_id_organisations"), "organisations", ["approved_for_id"], ["id"]
        )

    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "is_kept_apart",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="Shown with what it is about, such as a suggestion, and not among the roadmap's threads",
            )
        )

    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.alter_column("is_kept_apart", server_default=None)
    for name in ("locks", "moderation_entries"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.alter_column("section", server_default=None)
    _let_deeds_be((*DEEDS_BEFORE, *DEEDS_SINCE))
    for statement in WORDS[op.get_bind().dialect.name]:
        op.execute(statement)
    _rewrite_contents(lambda content, new: {**new, **content})


def downgrade() -> None:
    _rewrite_contents(lambda content, new: {name: value for name, value in content.items() if name not in new})
    op.execute("DROP TABLE search_words")
    entries = sa.table("moderation_entries", sa.column("deed", sa.String()))
    op.execute(sa.delete(entries).where(entries.c.deed.in_(DEEDS_SINCE)))
    op.execute("DELETE FROM locks WHERE section <> ''")
    _let_deeds_be(DEEDS_BEFORE)
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.drop_column("is_kept_apart")

    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_revisions_approved_for_id_organisations"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_revisions_approved_by_id_persons"), type_="foreignkey")
        batch_op.drop_column("approved_for_id")
        batch_op.drop_column("approved_by_id")

    with op.batch_alter_table("moderation_entries", schema=None) as batch_op:
        batch_op.drop_column("section")
        batch_op.drop_column("until_on")

    with op.batch_alter_table("mail_choices", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_mail_choices_digest_known"), type_="check")
        batch_op.drop_column("digest")
        batch_op.drop_column("wants_assignments")
        batch_op.drop_column("wants_mentions")

    with op.batch_alter_table("locks", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_locks_standing",
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        )
        batch_op.create_index(
            "uq_locks_standing",
            ["roadmap_id", "block_id"],
            unique=True,
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        )
        batch_op.alter_column(
            "block_id",
            existing_type=sa.Uuid(),
            existing_comment="None: a section, or all of it",
            comment="None: the whole roadmap",
        )
        batch_op.drop_column("until_on")
        batch_op.drop_column("section")

    with op.batch_alter_table("suggested_wordings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggested_wordings_change_id"))

    op.drop_table("suggested_wordings")
    with op.batch_alter_table("waiting_comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_comments_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_comments_person_id"))

    op.drop_table("waiting_comments")
    with op.batch_alter_table("suggestion_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_turns_suggestion_id"))

    op.drop_table("suggestion_turns")
    op.drop_table("suggestion_stances")
    op.drop_table("suggestion_sources")
    with op.batch_alter_table("suggested_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggested_changes_block_id"))

    op.drop_table("suggested_changes")
    with op.batch_alter_table("comment_mentions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_mentions_person_id"))
        batch_op.drop_index(batch_op.f("ix_comment_mentions_organisation_id"))

    op.drop_table("comment_mentions")
    with op.batch_alter_table("appeals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appeals_area_id"))

    op.drop_table("appeals")
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_suggestions_draft", sqlite_where=sa.text("state = 'draft'"), postgresql_where=sa.text("state = 'draft'")
        )
        batch_op.drop_index("ix_suggestions_roadmap_id_state")
        batch_op.drop_index(batch_op.f("ix_suggestions_person_id"))
        batch_op.drop_index(batch_op.f("ix_suggestions_organisation_id"))

    op.drop_table("suggestions")
    with op.batch_alter_table("search_document_organisations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_document_organisations_organisation_id"))

    op.drop_table("search_document_organisations")
    with op.batch_alter_table("question_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_links_person_id"))

    op.drop_table("question_links")
    with op.batch_alter_table("source_fetches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_fetches_person_id"))
        batch_op.drop_index("ix_source_fetches_indicator_id_fetched_at")

    op.drop_table("source_fetches")
    with op.batch_alter_table("search_documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_documents_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_search_documents_changed_at"))
        batch_op.drop_index(batch_op.f("ix_search_documents_area_id"))

    op.drop_table("search_documents")
    with op.batch_alter_table("readings", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_readings_first",
            sqlite_where=sa.text("corrects_id IS NULL"),
            postgresql_where=sa.text("corrects_id IS NULL"),
            postgresql_nulls_not_distinct=True,
        )
        batch_op.drop_index(batch_op.f("ix_readings_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_readings_person_id"))
        batch_op.drop_index(batch_op.f("ix_readings_organisation_id"))
        batch_op.drop_index("ix_readings_indicator_id_last_on")

    op.drop_table("readings")
    with op.batch_alter_table("reading_reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_reminders_indicator_id"))

    op.drop_table("reading_reminders")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_questions_open",
            sqlite_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
        )
        batch_op.drop_index("ix_questions_roadmap_id_asked_at")
        batch_op.drop_index(batch_op.f("ix_questions_organisation_id"))

    op.drop_table("questions")
    with op.batch_alter_table("pending_spreadsheets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pending_spreadsheets_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_pending_spreadsheets_person_id"))
        batch_op.drop_index(batch_op.f("ix_pending_spreadsheets_made_at"))

    op.drop_table("pending_spreadsheets")
    with op.batch_alter_table("pending_imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pending_imports_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_pending_imports_person_id"))
        batch_op.drop_index(batch_op.f("ix_pending_imports_made_at"))

    op.drop_table("pending_imports")
    with op.batch_alter_table("digest_marks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_digest_marks_mail_id"))

    op.drop_table("digest_marks")
    op.drop_table("visits")
    op.drop_table("suggestion_settings")
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_successions_open",
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        )

    op.drop_table("successions")
    op.drop_table("status_intervals")
    op.drop_table("read_first_areas")
    with op.batch_alter_table("mutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mutes_person_id"))
        batch_op.drop_index(batch_op.f("ix_mutes_area_id"))

    op.drop_table("mutes")
    with op.batch_alter_table("handover_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_notes_area_id"))

    op.drop_table("handover_notes")
    with op.batch_alter_table("follows", schema=None) as batch_op:
        batch_op.drop_index("ix_follows_sort_subject_id")

    op.drop_table("follows")
    with op.batch_alter_table("flags", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_flags_open", sqlite_where=sa.text("settled_at IS NULL"), postgresql_where=sa.text("settled_at IS NULL")
        )
        batch_op.drop_index("ix_flags_sort_thing_id")
        batch_op.drop_index(batch_op.f("ix_flags_person_id"))
        batch_op.drop_index(batch_op.f("ix_flags_area_id"))

    op.drop_table("flags")
    with op.batch_alter_table("desk_snoozes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_snoozes_area_id"))

    op.drop_table("desk_snoozes")
    with op.batch_alter_table("desk_assignments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_assignments_to_id"))
        batch_op.drop_index("ix_desk_assignments_source_key")
        batch_op.drop_index("ix_desk_assignments_area_id")

    op.drop_table("desk_assignments")
    with op.batch_alter_table("calendar_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_links_person_id"))

    op.drop_table("calendar_links")
    op.drop_table("chore_runs")


def _rewrite_contents(change: Callable[[Content, Content], Content]) -> None:
    """Let `change` make a new content of each version of a block whose kind has got new fields."""
    bind = op.get_bind()
    for kind, new in NEW_FIELDS.items():
        of_kind = sa.select(BLOCKS.c.id).where(BLOCKS.c.kind == kind)
        rows = bind.execute(sa.select(VERSIONS).where(VERSIONS.c.block_id.in_(of_kind))).all()
        for row in rows:
            content = json.loads(_unpack(row.content))
            if (changed := change(content, new)) != content:
                where = (VERSIONS.c.block_id == row.block_id) & (VERSIONS.c.number == row.number)
                bind.execute(sa.update(VERSIONS).where(where).values(content=_pack(changed)))


def _let_deeds_be(known: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{deed}'" for deed in known)
    with op.batch_alter_table("moderation_entries") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_moderation_entries_deed_known"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_moderation_entries_deed_known"), sa.text(f"deed IN ({listed})"))


def _unpack(value: bytes) -> str:
    body = bytes(value[1:])
    return (zlib.decompress(body) if value[:1] == b"z" else body).decode()


def _pack(content: Content) -> bytes:
    raw = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return b"z" + zlib.compress(raw, 6) if len(raw) > COMPRESS_ABOVE_BYTES else b"r" + raw
