"""Files made for people, consultations, follow-up reports, and words that are explained where they stand."""

import json
import zlib
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What terms of before say of the fields that terms have got since; every version gets it, so that none of them seems to
# have been changed.
Content = dict[str, Any]
NEW_FIELDS: Content = {"local": "", "synonyms_en": "", "local_en": "", "example_en": ""}
# Texts above this size are kept compressed, with a first byte that tells.
COMPRESS_ABOVE_BYTES = 500
VERSIONS = sa.table(
    "block_versions",
    sa.column("block_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("content", sa.LargeBinary()),
)
BLOCKS = sa.table("blocks", sa.column("id", sa.Uuid()), sa.column("kind", sa.String()))


def upgrade() -> None:
    op.create_table(
        "asked_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False, comment="As it was first written"),
        sa.Column("folded", sa.String(length=200), nullable=False, comment="As words are compared"),
        sa.Column(
            "visitor",
            sa.String(length=64),
            nullable=False,
            comment="Tells apart those who say the same, by a key that leads back to nobody and differs from text to text",
        ),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False, comment="Whether it was asked without an account"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_words")),
        sa.UniqueConstraint("folded", "visitor", name=op.f("uq_asked_words_folded_visitor")),
    )
    with op.batch_alter_table("asked_words", schema=None) as batch_op:
        batch_op.create_index("ix_asked_words_asked_at", ["asked_at"], unique=False)

    op.create_table(
        "document_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(length=20), nullable=False, comment="Which format takes its styles from it"),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="Bytes of the content"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True, comment="When it was replaced or taken away"),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_document_templates_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["persons.id"], name=op.f("fk_document_templates_added_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["persons.id"], name=op.f("fk_document_templates_ended_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_templates")),
    )
    with op.batch_alter_table("document_templates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_templates_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_templates_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(
            "ix_document_templates_in_use",
            ["of"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "export_choices",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False, comment="Formats, parts, language, with or without comments"),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_export_choices_person_id_persons")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_export_choices")),
    )
    op.create_table(
        "reply_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "reply",
            sa.Enum(
                "followed",
                "partly_followed",
                "not_followed",
                "already_there",
                "outside",
                name="reply_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_reply_templates_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_templates")),
        sa.UniqueConstraint("area_id", "title", name=op.f("uq_reply_templates_area_id_title")),
    )
    op.create_table(
        "words_set_aside",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_words_set_aside_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words_set_aside")),
    )
    with op.batch_alter_table("words_set_aside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_words_set_aside_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_words_set_aside_folded"), ["folded"], unique=False)

    op.create_table(
        "paragraphs_explained",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, comment="How, in the editor's words; may be empty"),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_paragraphs_explained_block_id_blocks")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_paragraphs_explained_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraphs_explained")),
    )
    with op.batch_alter_table("paragraphs_explained", schema=None) as batch_op:
        batch_op.create_index("ix_paragraphs_explained_block_id", ["block_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paragraphs_explained_by_id"), ["by_id"], unique=False)

    op.create_table(
        "pending_papers",
        sa.Column(
            "sort", sa.String(length=10), nullable=False, comment="word, markdown, or data: this site's own JSON"
        ),
        sa.Column(
            "told",
            sa.LargeBinary(),
            nullable=False,
            comment="JSON: what was read in the file; of data the file itself; empty when confirmed",
        ),
        sa.Column(
            "choices",
            sa.LargeBinary(),
            nullable=False,
            comment="JSON: what each part becomes and lies under, by the part's key; empty before any choice",
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pending_papers_person_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_pending_papers_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_papers")),
    )
    with op.batch_alter_table("pending_papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_papers_made_at"), ["made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_papers_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_papers_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "unclear_paragraphs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of what the paragraph said, by which it is known",
        ),
        sa.Column("paragraph", sa.Text(), nullable=False, comment="What it said"),
        sa.Column("words", sa.Text(), nullable=False, comment="What was hard about it, if the reader wanted to say"),
        sa.Column(
            "visitor",
            sa.String(length=64),
            nullable=False,
            comment="Tells apart those who say the same, by a key that leads back to nobody and differs from text to text",
        ),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False, comment="Whether it was said without an account"),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_unclear_paragraphs_digest_whole")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_unclear_paragraphs_block_id_blocks")),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name=op.f("fk_unclear_paragraphs_roadmap_id_roadmaps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unclear_paragraphs")),
        sa.UniqueConstraint(
            "block_id", "digest", "visitor", name=op.f("uq_unclear_paragraphs_block_id_digest_visitor")
        ),
    )
    with op.batch_alter_table("unclear_paragraphs", schema=None) as batch_op:
        batch_op.create_index("ix_unclear_paragraphs_roadmap_id_said_at", ["roadmap_id", "said_at"], unique=False)

    op.create_table(
        "consultations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("snapshot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its roadmap"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("reading_guide", sa.Text(), nullable=False, comment="How the text is best read; plain text"),
        sa.Column(
            "registry_number", sa.String(length=200), nullable=False, comment="Under which number it is in the registry"
        ),
        sa.Column(
            "is_open_call", sa.Boolean(), nullable=False, comment="Organisations that were not asked may answer too"
        ),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False, comment="Last day on which an answer is in time"),
        sa.Column(
            "remind_days", sa.Integer(), nullable=False, comment="Days before the last at which to remind; 0 for never"
        ),
        sa.Column("sets_state", sa.Boolean(), nullable=False, comment="The state of the roadmap follows it"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True, comment="It opens by itself from then on"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True, comment="No answer is taken after that"),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "published_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="The compilation is for everyone from then on",
        ),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_consultations_closes_after_opening")),
        sa.CheckConstraint(
            "opened_at IS NULL OR confirmed_at IS NOT NULL", name=op.f("ck_consultations_confirmed_when_opened")
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR closed_at IS NOT NULL", name=op.f("ck_consultations_closed_when_published")
        ),
        sa.CheckConstraint("remind_days BETWEEN 0 AND 60", name=op.f("ck_consultations_remind_days_within_reason")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_consultations_begun_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_consultations_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_consultations_snapshot_id_snapshots")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("roadmap_id", "number", name=op.f("uq_consultations_roadmap_id_number")),
    )
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultations_snapshot_id"), ["snapshot_id"], unique=False)

    op.create_table(
        "export_jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("snapshot_id", sa.Uuid(), nullable=True, comment="The frozen version; empty for the working version"),
        sa.Column(
            "revision_number",
            sa.Integer(),
            nullable=False,
            comment="The change that the working version stood at when asked",
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Who asked and alone may fetch; empty for strangers"),
        sa.Column("wish", sa.JSON(), nullable=False, comment="Formats, parts, language, with or without comments"),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "working",
                "done",
                "failed",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("made", sa.Integer(), nullable=False, comment="How many of the files are ready"),
        sa.Column("steps", sa.Integer(), nullable=False, comment="How many files there are to make"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False, comment="Why it failed, as a catalogue message"),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="Bytes of the content"),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name=op.f("ck_export_jobs_finished_when_over")
        ),
        sa.CheckConstraint("state <> 'done' OR content IS NOT NULL", name=op.f("ck_export_jobs_content_when_done")),
        sa.CheckConstraint("made >= 0 AND made <= steps", name=op.f("ck_export_jobs_made_within_steps")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_export_jobs_person_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_export_jobs_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_export_jobs_snapshot_id_snapshots")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_jobs")),
    )
    with op.batch_alter_table("export_jobs", schema=None) as batch_op:
        batch_op.create_index("ix_export_jobs_finished_at", ["finished_at"], unique=False)
        batch_op.create_index(
            "ix_export_jobs_open",
            ["asked_at"],
            unique=False,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_export_jobs_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_export_jobs_roadmap_id"), ["roadmap_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_export_jobs_snapshot_id"), ["snapshot_id"], unique=False)

    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty: all areas"),
        sa.Column("history_id", sa.Uuid(), nullable=False),
        sa.Column(
            "from_on",
            sa.Date(),
            nullable=False,
            comment="The first day that it tells of; how things stood is that morning",
        ),
        sa.Column("until_on", sa.Date(), nullable=False, comment="The last day that it tells of"),
        sa.Column(
            "from_snapshot_id",
            sa.Uuid(),
            nullable=True,
            comment="The frozen version that it begins from, where one was chosen",
        ),
        sa.Column("until_snapshot_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False, comment="In which it was drafted"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "begun_for_id",
            sa.Uuid(),
            nullable=True,
            comment="For whom the person acted: the report comes from this organisation",
        ),
        sa.Column(
            "gathered_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When its findings were last drawn from the records",
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_by_id", sa.Uuid(), nullable=True),
        sa.Column("finished_number", sa.Integer(), nullable=True, comment="The revision that was finished"),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (finished_number IS NULL)", name=op.f("ck_follow_ups_number_when_finished")
        ),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_follow_ups_period_in_order")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_follow_ups_area_id_areas")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_follow_ups_begun_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["begun_for_id"], ["organisations.id"], name=op.f("fk_follow_ups_begun_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["finished_by_id"], ["persons.id"], name=op.f("fk_follow_ups_finished_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["from_snapshot_id"], ["snapshots.id"], name=op.f("fk_follow_ups_from_snapshot_id_snapshots")
        ),
        sa.ForeignKeyConstraint(["history_id"], ["histories.id"], name=op.f("fk_follow_ups_history_id_histories")),
        sa.ForeignKeyConstraint(
            ["until_snapshot_id"], ["snapshots.id"], name=op.f("fk_follow_ups_until_snapshot_id_snapshots")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("history_id", name=op.f("uq_follow_ups_history_id")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_ups_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_ups_begun_by_id"), ["begun_by_id"], unique=False)

    op.create_table(
        "consultation_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_questions_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_questions")),
        sa.UniqueConstraint(
            "consultation_id", "position", name=op.f("uq_consultation_questions_consultation_id_position")
        ),
    )
    op.create_table(
        "consultation_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "prepared",
                "confirmed",
                "opened",
                "invited",
                "extended",
                "reminded",
                "closed",
                "cancelled",
                "published",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="Why, where a reason was given"),
        sa.Column("closes_on", sa.Date(), nullable=True, comment="The last day from then on, where it was moved"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Empty when it happened by itself"),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultation_turns_consultation_id_consultations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_consultation_turns_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_turns")),
    )
    with op.batch_alter_table("consultation_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_turns_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "consultees",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "organisation_id",
            sa.Uuid(),
            nullable=True,
            comment="Empty for one that is not among the organisations here",
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "email", sa.String(length=254), nullable=False, comment="Where letters go, besides to its people here"
        ),
        sa.Column("is_invited", sa.Boolean(), nullable=False, comment="It was asked by name"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "declined_at", sa.DateTime(timezone=True), nullable=True, comment="It has said that it leaves no answer"
        ),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultees_consultation_id_consultations")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_consultees_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultees")),
        sa.UniqueConstraint("consultation_id", "name", name=op.f("uq_consultees_consultation_id_name")),
        sa.UniqueConstraint(
            "consultation_id", "organisation_id", name=op.f("uq_consultees_consultation_id_organisation_id")
        ),
    )
    with op.batch_alter_table("consultees", schema=None) as batch_op:
        batch_op.create_index("ix_consultees_organisation_id", ["organisation_id"], unique=False)

    op.create_table(
        "consultation_letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultee_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="In bytes"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultee_id"], ["consultees.id"], name=op.f("fk_consultation_letters_consultee_id_consultees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_letters")),
    )
    with op.batch_alter_table("consultation_letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_letters_consultee_id"), ["consultee_id"], unique=False)

    op.create_table(
        "consultee_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultee_id", sa.Uuid(), nullable=False),
        sa.Column(
            "person_id",
            sa.Uuid(),
            nullable=True,
            comment="Whose letter it was; empty for an address of the organisation",
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultee_id"], ["consultees.id"], name=op.f("fk_consultee_links_consultee_id_consultees")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_consultee_links_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultee_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_consultee_links_token_hash")),
    )
    with op.batch_alter_table("consultee_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultee_links_consultee_id"), ["consultee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consultee_links_person_id"), ["person_id"], unique=False)

    op.create_table(
        "draft_parts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultee_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "statement",
                "question",
                "view",
                "proposal",
                "letter",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=60), nullable=False, comment="Of the question, section, block or letter"),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_by", sa.String(length=200), nullable=False, comment="As the writer is called in the draft"),
        sa.ForeignKeyConstraint(
            ["consultee_id"], ["consultees.id"], name=op.f("fk_draft_parts_consultee_id_consultees")
        ),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_draft_parts_written_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_parts")),
        sa.UniqueConstraint("consultee_id", "sort", "key", name=op.f("uq_draft_parts_consultee_id_sort_key")),
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("consultee_id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its consultation; on the receipt"
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False, comment="It came after the last day of then"),
        sa.Column("sent_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "signed_by", sa.String(length=200), nullable=False, comment="Who stands for it, by name and function"
        ),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_responses_consultation_id_consultations")
        ),
        sa.ForeignKeyConstraint(["consultee_id"], ["consultees.id"], name=op.f("fk_responses_consultee_id_consultees")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["persons.id"], name=op.f("fk_responses_sent_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_responses_consultation_id_number")),
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index("ix_responses_consultee_id", ["consultee_id"], unique=False)
        batch_op.create_index(
            "uq_responses_standing",
            ["consultee_id"],
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )

    op.create_table(
        "response_parts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "statement",
                "question",
                "view",
                "proposal",
                "letter",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column(
            "title", sa.Text(), nullable=False, comment="The question, or what the section or the block is called"
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name=op.f("fk_response_parts_response_id_responses")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_parts")),
        sa.UniqueConstraint("response_id", "position", name=op.f("uq_response_parts_response_id_position")),
    )
    op.create_table(
        "consultation_points",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("consultee_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its consultation"),
        sa.Column(
            "sort",
            sa.Enum(
                "statement",
                "question",
                "view",
                "proposal",
                "letter",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=60), nullable=False, comment="Of which section or question; see `places`"),
        sa.Column("place_order", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False, comment="What it is about, in a line"),
        sa.Column("words", sa.Text(), nullable=False, comment="What was said"),
        sa.Column(
            "view",
            sa.Enum(
                "agrees",
                "agrees_in_part",
                "disagrees",
                name="view_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("suggestion_id", sa.Uuid(), nullable=True),
        sa.Column("split_from_id", sa.Uuid(), nullable=True),
        sa.Column("split_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_with_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assigned_to_id", sa.Uuid(), nullable=True),
        sa.Column(
            "reply",
            sa.Enum(
                "followed",
                "partly_followed",
                "not_followed",
                "already_there",
                "outside",
                name="reply_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("reply_words", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replied_by_id", sa.Uuid(), nullable=True),
        sa.Column("revision_number", sa.Integer(), nullable=True, comment="The revision of the roadmap that it led to"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reply IS NULL) = (replied_at IS NULL)", name=op.f("ck_consultation_points_moment_when_replied")
        ),
        sa.CheckConstraint("joined_with_id <> id", name=op.f("ck_consultation_points_joined_with_another")),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"], ["persons.id"], name=op.f("fk_consultation_points_assigned_to_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultation_points_consultation_id_consultations")
        ),
        sa.ForeignKeyConstraint(
            ["consultee_id"], ["consultees.id"], name=op.f("fk_consultation_points_consultee_id_consultees")
        ),
        sa.ForeignKeyConstraint(
            ["joined_with_id"],
            ["consultation_points.id"],
            name=op.f("fk_consultation_points_joined_with_id_consultation_points"),
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["response_parts.id"], name=op.f("fk_consultation_points_part_id_response_parts")
        ),
        sa.ForeignKeyConstraint(
            ["replied_by_id"], ["persons.id"], name=op.f("fk_consultation_points_replied_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["split_from_id"],
            ["consultation_points.id"],
            name=op.f("fk_consultation_points_split_from_id_consultation_points"),
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_consultation_points_suggestion_id_suggestions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_points")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_consultation_points_consultation_id_number")),
    )
    with op.batch_alter_table("consultation_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_points_assigned_to_id"), ["assigned_to_id"], unique=False)
        batch_op.create_index("ix_consultation_points_consultee_id", ["consultee_id", "number"], unique=False)
        batch_op.create_index(batch_op.f("ix_consultation_points_joined_with_id"), ["joined_with_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consultation_points_part_id"), ["part_id"], unique=False)
        batch_op.create_index(
            "ix_consultation_points_place", ["consultation_id", "place_order", "number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_consultation_points_split_from_id"), ["split_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consultation_points_suggestion_id"), ["suggestion_id"], unique=False)
        batch_op.create_index(
            "ix_consultation_points_waiting",
            ["consultation_id"],
            unique=False,
            sqlite_where=sa.text(
                "reply IS NULL AND joined_with_id IS NULL AND split_at IS NULL AND replaced_at IS NULL"
            ),
            postgresql_where=sa.text(
                "reply IS NULL AND joined_with_id IS NULL AND split_at IS NULL AND replaced_at IS NULL"
            ),
        )

    op.create_table(
        "consultation_point_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "split",
                "joined",
                "parted",
                "assigned",
                "replied",
                "reply_undone",
                "worked_in",
                "replaced",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "reply",
            sa.Enum(
                "followed",
                "partly_followed",
                "not_followed",
                "already_there",
                "outside",
                name="reply_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_consultation_point_turns_person_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["consultation_points.id"],
            name=op.f("fk_consultation_point_turns_point_id_consultation_points"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_point_turns")),
    )
    with op.batch_alter_table("consultation_point_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_point_turns_point_id"), ["point_id"], unique=False)
    _rewrite_terms(lambda content: {**NEW_FIELDS, **content})


def downgrade() -> None:
    _rewrite_terms(lambda content: {name: value for name, value in content.items() if name not in NEW_FIELDS})
    with op.batch_alter_table("consultation_point_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultation_point_turns_point_id"))

    op.drop_table("consultation_point_turns")
    with op.batch_alter_table("consultation_points", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_consultation_points_waiting",
            sqlite_where=sa.text(
                "reply IS NULL AND joined_with_id IS NULL AND split_at IS NULL AND replaced_at IS NULL"
            ),
            postgresql_where=sa.text(
                "reply IS NULL AND joined_with_id IS NULL AND split_at IS NULL AND replaced_at IS NULL"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_consultation_points_suggestion_id"))
        batch_op.drop_index(batch_op.f("ix_consultation_points_split_from_id"))
        batch_op.drop_index("ix_consultation_points_place")
        batch_op.drop_index(batch_op.f("ix_consultation_points_part_id"))
        batch_op.drop_index(batch_op.f("ix_consultation_points_joined_with_id"))
        batch_op.drop_index("ix_consultation_points_consultee_id")
        batch_op.drop_index(batch_op.f("ix_consultation_points_assigned_to_id"))

    op.drop_table("consultation_points")
    op.drop_table("response_parts")
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_responses_standing",
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )
        batch_op.drop_index("ix_responses_consultee_id")

    op.drop_table("responses")
    op.drop_table("draft_parts")
    with op.batch_alter_table("consultee_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultee_links_person_id"))
        batch_op.drop_index(batch_op.f("ix_consultee_links_consultee_id"))

    op.drop_table("consultee_links")
    with op.batch_alter_table("consultation_letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultation_letters_consultee_id"))

    op.drop_table("consultation_letters")
    with op.batch_alter_table("consultees", schema=None) as batch_op:
        batch_op.drop_index("ix_consultees_organisation_id")

    op.drop_table("consultees")
    with op.batch_alter_table("consultation_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultation_turns_consultation_id"))

    op.drop_table("consultation_turns")
    op.drop_table("consultation_questions")
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_ups_begun_by_id"))
        batch_op.drop_index(batch_op.f("ix_follow_ups_area_id"))

    op.drop_table("follow_ups")
    with op.batch_alter_table("export_jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_jobs_snapshot_id"))
        batch_op.drop_index(batch_op.f("ix_export_jobs_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_export_jobs_person_id"))
        batch_op.drop_index(
            "ix_export_jobs_open",
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )
        batch_op.drop_index("ix_export_jobs_finished_at")

    op.drop_table("export_jobs")
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultations_snapshot_id"))

    op.drop_table("consultations")
    with op.batch_alter_table("unclear_paragraphs", schema=None) as batch_op:
        batch_op.drop_index("ix_unclear_paragraphs_roadmap_id_said_at")

    op.drop_table("unclear_paragraphs")
    with op.batch_alter_table("pending_papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pending_papers_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_pending_papers_person_id"))
        batch_op.drop_index(batch_op.f("ix_pending_papers_made_at"))

    op.drop_table("pending_papers")
    with op.batch_alter_table("paragraphs_explained", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paragraphs_explained_by_id"))
        batch_op.drop_index("ix_paragraphs_explained_block_id")

    op.drop_table("paragraphs_explained")
    with op.batch_alter_table("words_set_aside", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_words_set_aside_folded"))
        batch_op.drop_index(batch_op.f("ix_words_set_aside_by_id"))

    op.drop_table("words_set_aside")
    op.drop_table("reply_templates")
    op.drop_table("export_choices")
    with op.batch_alter_table("document_templates", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_document_templates_in_use",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_document_templates_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_document_templates_added_by_id"))

    op.drop_table("document_templates")
    with op.batch_alter_table("asked_words", schema=None) as batch_op:
        batch_op.drop_index("ix_asked_words_asked_at")

    op.drop_table("asked_words")


def _rewrite_terms(change: Callable[[Content], Content]) -> None:
    """Let `change` make a new content of each version of each term."""
    bind = op.get_bind()
    terms = sa.select(BLOCKS.c.id).where(BLOCKS.c.kind == "term")
    for row in bind.execute(sa.select(VERSIONS).where(VERSIONS.c.block_id.in_(terms))).all():
        content = json.loads(_unpack(row.content))
        if (changed := change(content)) != content:
            where = (VERSIONS.c.block_id == row.block_id) & (VERSIONS.c.number == row.number)
            bind.execute(sa.update(VERSIONS).where(where).values(content=_pack(changed)))


def _unpack(value: bytes) -> str:
    body = bytes(value[1:])
    return (zlib.decompress(body) if value[:1] == b"z" else body).decode()


def _pack(content: Content) -> bytes:
    raw = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return b"z" + zlib.compress(raw, 6) if len(raw) > COMPRESS_ABOVE_BYTES else b"r" + raw
