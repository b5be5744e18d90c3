"""Calls for funding, shared links, and roadmaps of neighbours mirrored here."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "fund",
            sa.String(length=200),
            nullable=False,
            comment="Who pays, such as the name of the fund or the agency",
        ),
        sa.Column(
            "measure",
            sa.String(length=200),
            nullable=False,
            comment="The programme or measure, as activities name it: ERUF 1:4",
        ),
        sa.Column("reference", sa.String(length=200), nullable=False, comment="The number that the funder knows it by"),
        sa.Column("link", sa.String(length=500), nullable=False, comment="Where the funder tells of it"),
        sa.Column("about", sa.Text(), nullable=False, comment="Plain text"),
        sa.Column("opens_on", sa.Date(), nullable=True, comment="First day on which one can apply"),
        sa.Column("closes_on", sa.Date(), nullable=True, comment="Last day; empty: until further notice"),
        sa.Column(
            "starts_from", sa.Date(), nullable=True, comment="Before that day nothing that is paid for may begin"
        ),
        sa.Column("ends_by", sa.Date(), nullable=True, comment="By that day everything that is paid for has ended"),
        sa.Column(
            "currency",
            sa.Enum("sek", "eur", "nok", name="currency_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "amount",
            sa.Numeric(24, 6).with_variant(sa.String(32), "sqlite"),
            nullable=True,
            comment="What there is in all, in the currency",
        ),
        sa.Column(
            "least",
            sa.Numeric(24, 6).with_variant(sa.String(32), "sqlite"),
            nullable=True,
            comment="The least that one can apply for",
        ),
        sa.Column(
            "most",
            sa.Numeric(24, 6).with_variant(sa.String(32), "sqlite"),
            nullable=True,
            comment="The most that one can apply for",
        ),
        sa.Column("share", sa.Integer(), nullable=True, comment="Per cent of the costs that the call pays at most"),
        sa.Column("cofinancing", sa.Text(), nullable=False, comment="Who is to pay the rest, in words"),
        sa.Column("applicants", sa.JSON(), nullable=False, comment="Helix values; empty: everybody"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who may apply, in words"),
        sa.Column("levels", sa.JSON(), nullable=False, comment="Levels of the pyramid; empty: any"),
        sa.Column("places", sa.JSON(), nullable=False, comment="Municipalities; empty: anywhere"),
        sa.Column("sought", sa.Text(), nullable=False, comment="Words for what it is looking for, with commas between"),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="Counts its changes, so that none overwrites another unseen",
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it was taken back; it can come again",
        ),
        sa.CheckConstraint(
            "opens_on IS NULL OR closes_on IS NULL OR opens_on <= closes_on", name=op.f("ck_calls_window_in_order")
        ),
        sa.CheckConstraint("share IS NULL OR (share > 0 AND share <= 100)", name=op.f("ck_calls_share_in_per_cent")),
        sa.CheckConstraint(
            "starts_from IS NULL OR ends_by IS NULL OR starts_from <= ends_by", name=op.f("ck_calls_projects_in_order")
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["persons.id"], name=op.f("fk_calls_added_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calls_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index("ix_calls_closes_on", ["closes_on"], unique=False)

    op.create_table(
        "mirrors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=200), nullable=False, comment="The neighbour, as it is called here"),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Beside which area it is read; empty: the whole county"),
        sa.Column(
            "language", sa.String(length=8), nullable=False, comment="In which it is written, as a code (BCP 47)"
        ),
        sa.Column("address", sa.Text(), nullable=False, comment="Where newer versions are fetched; empty: by file"),
        sa.Column("is_secret", sa.Boolean(), nullable=False, comment="The address holds a secret and is not shown"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "looked_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it was last looked whether there is a newer one",
        ),
        sa.Column(
            "news",
            sa.Enum("same", "newer", "failed", name="news_known", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("news_detail", sa.Text(), nullable=False, comment="Which version was seen, or the word of a failure"),
        sa.Column(
            "look_due_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When to look next; empty: there is nowhere to look",
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True, comment="Since then it is no longer followed"),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_mirrors_ended_by_somebody")),
        sa.ForeignKeyConstraint(["added_by_id"], ["persons.id"], name=op.f("fk_mirrors_added_by_id_persons")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_mirrors_area_id_areas")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_mirrors_ended_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirrors")),
    )
    with op.batch_alter_table("mirrors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mirrors_area_id"), ["area_id"], unique=False)
        batch_op.create_index("ix_mirrors_look_due_at", ["look_due_at"], unique=False)

    op.create_table(
        "pending_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column(
            "cells",
            sa.Text(),
            nullable=False,
            comment="JSON of what the file says, by column; empty once it is written",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pending_calls_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_calls")),
    )
    with op.batch_alter_table("pending_calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_calls_made_at"), ["made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_calls_person_id"), ["person_id"], unique=False)

    op.create_table(
        "call_areas",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_call_areas_area_id_areas")),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_areas_call_id_calls")),
        sa.PrimaryKeyConstraint("call_id", "area_id", name=op.f("pk_call_areas")),
        comment="The areas that a call is for; a call without any is for all of them",
    )
    with op.batch_alter_table("call_areas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_areas_area_id"), ["area_id"], unique=False)

    op.create_table(
        "call_interests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "applies",
                "seeks_partners",
                "takes_part",
                name="wish_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("activity_id", sa.Uuid(), nullable=True, comment="For which activity"),
        sa.Column("words", sa.Text(), nullable=False, comment="What it wants to do, or whom it seeks; plain text"),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column(
            "is_contact_shown",
            sa.Boolean(),
            nullable=False,
            comment="Whether the contact may be shown to everybody who is signed in",
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["blocks.id"], name=op.f("fk_call_interests_activity_id_blocks")),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_interests_call_id_calls")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_call_interests_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["said_by_id"], ["persons.id"], name=op.f("fk_call_interests_said_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["persons.id"], name=op.f("fk_call_interests_withdrawn_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_interests")),
    )
    with op.batch_alter_table("call_interests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_interests_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_interests_call_id"), ["call_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_interests_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_interests_said_by_id"), ["said_by_id"], unique=False)
        batch_op.create_index(
            "uq_call_interests_standing",
            ["call_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "call_reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False, comment="The last day, as the letter told it"),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_reminders_call_id_calls")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_call_reminders_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_reminders")),
        sa.UniqueConstraint("call_id", "person_id", name=op.f("uq_call_reminders_call_id_person_id")),
    )
    with op.batch_alter_table("call_reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_reminders_person_id"), ["person_id"], unique=False)

    op.create_table(
        "call_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "added",
                "changed",
                "told",
                "withdrawn",
                "returned",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="Of the call, when it had happened"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False, comment="Why, where somebody said so"),
        sa.Column(
            "changes",
            sa.JSON(),
            nullable=False,
            comment="Field to what it said before and after; of who was told, the activities",
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_turns_call_id_calls")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_call_turns_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_call_turns_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_turns")),
    )
    with op.batch_alter_table("call_turns", schema=None) as batch_op:
        batch_op.create_index("ix_call_turns_call_id_at", ["call_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_turns_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_turns_person_id"), ["person_id"], unique=False)

    op.create_table(
        "mirror_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mirror_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its mirror"),
        sa.Column("area_name", sa.String(length=200), nullable=False, comment="What the neighbour calls its area"),
        sa.Column("title", sa.String(length=200), nullable=False, comment="What the neighbour calls the version"),
        sa.Column(
            "is_public", sa.Boolean(), nullable=False, comment="The neighbour has frozen it for everybody to read"
        ),
        sa.Column(
            "received", sa.LargeBinary(), nullable=False, comment="Canonical JSON of what came, by docs/formats.md"
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="The same without what this site does not know"),
        sa.Column("html", sa.LargeBinary(), nullable=False, comment="JSON of block id to field name to clean HTML"),
        sa.Column(
            "left_out",
            sa.JSON(),
            nullable=False,
            comment="What this site does not know and does not show, in its own words",
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Of what came"),
        sa.Column(
            "is_confirmed",
            sa.Boolean(),
            nullable=False,
            comment="The neighbour told the same hash, beside the data or to a person",
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="The address or the name of the file that it came by"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_mirror_versions_number_positive")),
        sa.ForeignKeyConstraint(["mirror_id"], ["mirrors.id"], name=op.f("fk_mirror_versions_mirror_id_mirrors")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["persons.id"], name=op.f("fk_mirror_versions_received_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_versions")),
        sa.UniqueConstraint("mirror_id", "number", name=op.f("uq_mirror_versions_mirror_id_number")),
    )
    with op.batch_alter_table("mirror_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mirror_versions_received_by_id"), ["received_by_id"], unique=False)

    op.create_table(
        "neighbour_ties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False, comment="The activity here"),
        sa.Column("mirror_id", sa.Uuid(), nullable=False),
        sa.Column(
            "theirs_id",
            sa.Uuid(),
            nullable=False,
            comment="The neighbour's activity, by its id in the mirrored roadmap",
        ),
        sa.Column("theirs_title", sa.String(length=200), nullable=False, comment="What it was called when it was tied"),
        sa.Column(
            "sort",
            sa.Enum(
                "cooperates",
                "similar",
                "learns_from",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False, comment="In what way, in a few words"),
        sa.Column("tied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tied_by_id", sa.Uuid(), nullable=False),
        sa.Column("tied_for_id", sa.Uuid(), nullable=True),
        sa.Column("untied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("untied_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(untied_at IS NULL) = (untied_by_id IS NULL)", name=op.f("ck_neighbour_ties_untied_by_somebody")
        ),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_neighbour_ties_block_id_blocks")),
        sa.ForeignKeyConstraint(["mirror_id"], ["mirrors.id"], name=op.f("fk_neighbour_ties_mirror_id_mirrors")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_neighbour_ties_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["tied_by_id"], ["persons.id"], name=op.f("fk_neighbour_ties_tied_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["tied_for_id"], ["organisations.id"], name=op.f("fk_neighbour_ties_tied_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["untied_by_id"], ["persons.id"], name=op.f("fk_neighbour_ties_untied_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbour_ties")),
    )
    with op.batch_alter_table("neighbour_ties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_neighbour_ties_block_id"), ["block_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_neighbour_ties_mirror_id"), ["mirror_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_neighbour_ties_roadmap_id"), ["roadmap_id"], unique=False)
        batch_op.create_index(
            "uq_neighbour_ties_standing",
            ["block_id", "mirror_id", "theirs_id"],
            unique=True,
            sqlite_where=sa.text("untied_at IS NULL"),
            postgresql_where=sa.text("untied_at IS NULL"),
        )

    op.create_table(
        "share_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the secret in the address"),
        sa.Column(
            "recipient", sa.String(length=200), nullable=False, comment="For whom it was made, such as a partner region"
        ),
        sa.Column(
            "shows",
            sa.Enum("adopted", "working", name="shows_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "language", sa.String(length=2), nullable=False, comment="In which the page is shown to whoever follows it"
        ),
        sa.Column("until_on", sa.Date(), nullable=False, comment="Last day on which it shows anything"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_share_links_made_by_id_persons")),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["persons.id"], name=op.f("fk_share_links_revoked_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_share_links_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_share_links_token_hash")),
    )
    with op.batch_alter_table("share_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_links_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_links_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "assessments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("history_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False, comment="What the application is called"),
        sa.Column("applicant_id", sa.Uuid(), nullable=True),
        sa.Column(
            "applicant_name", sa.String(length=200), nullable=False, comment="As it was called when the sheet was drawn"
        ),
        sa.Column("on_day", sa.Date(), nullable=False, comment="The roadmap is read as it was adopted on this day"),
        sa.Column(
            "snapshot_id",
            sa.Uuid(),
            nullable=True,
            comment="The frozen version; empty: the working version, as none was adopted",
        ),
        sa.Column("activities", sa.JSON(), nullable=False, comment="Those that it would pay for, by block id"),
        sa.Column("language", sa.String(length=5), nullable=False, comment="In which it was drawn"),
        sa.Column(
            "gathered",
            sa.LargeBinary(),
            nullable=False,
            comment="JSON of what the roadmap says, in words of the language",
        ),
        sa.Column("gathered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("begun_for_id", sa.Uuid(), nullable=True, comment="The sheet comes from it"),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "finished_number", sa.Integer(), nullable=True, comment="The revision of the judgement that was finished"
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True, comment="When the draft was laid aside"),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_words", sa.Text(), nullable=False, comment="Why"),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (finished_number IS NULL)", name=op.f("ck_assessments_number_when_finished")
        ),
        sa.CheckConstraint(
            "finished_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_assessments_finished_or_withdrawn")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["organisations.id"], name=op.f("fk_assessments_applicant_id_organisations")
        ),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_assessments_begun_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["begun_for_id"], ["organisations.id"], name=op.f("fk_assessments_begun_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_assessments_call_id_calls")),
        sa.ForeignKeyConstraint(["finished_by_id"], ["persons.id"], name=op.f("fk_assessments_finished_by_id_persons")),
        sa.ForeignKeyConstraint(["history_id"], ["histories.id"], name=op.f("fk_assessments_history_id_histories")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_assessments_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_assessments_snapshot_id_snapshots")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["persons.id"], name=op.f("fk_assessments_withdrawn_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sa.UniqueConstraint("history_id", name=op.f("uq_assessments_history_id")),
    )
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessments_applicant_id"), ["applicant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessments_begun_by_id"), ["begun_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessments_call_id"), ["call_id"], unique=False)
        batch_op.create_index("ix_assessments_roadmap_id_begun_at", ["roadmap_id", "begun_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessments_snapshot_id"), ["snapshot_id"], unique=False)

    op.create_table(
        "share_link_days",
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False, comment="How often the page or its data was fetched that day"),
        sa.ForeignKeyConstraint(["link_id"], ["share_links.id"], name=op.f("fk_share_link_days_link_id_share_links")),
        sa.PrimaryKeyConstraint("link_id", "used_on", name=op.f("pk_share_link_days")),
    )
    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.alter_column("calendar", existing_type=sa.TEXT(), server_default="", existing_nullable=False)

    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.alter_column("decision", existing_type=sa.TEXT(), server_default="", existing_nullable=False)

    with op.batch_alter_table("roadmaps", schema=None) as batch_op:
        batch_op.alter_column("phase_decision", existing_type=sa.TEXT(), server_default="", existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("roadmaps", schema=None) as batch_op:
        batch_op.alter_column(
            "phase_decision", existing_type=sa.TEXT(), server_default=sa.text("('')"), existing_nullable=False
        )

    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.alter_column(
            "decision", existing_type=sa.TEXT(), server_default=sa.text("('')"), existing_nullable=False
        )

    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.alter_column(
            "calendar", existing_type=sa.TEXT(), server_default=sa.text("('')"), existing_nullable=False
        )

    op.drop_table("share_link_days")
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessments_snapshot_id"))
        batch_op.drop_index("ix_assessments_roadmap_id_begun_at")
        batch_op.drop_index(batch_op.f("ix_assessments_call_id"))
        batch_op.drop_index(batch_op.f("ix_assessments_begun_by_id"))
        batch_op.drop_index(batch_op.f("ix_assessments_applicant_id"))

    op.drop_table("assessments")
    with op.batch_alter_table("share_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_links_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_share_links_made_by_id"))

    op.drop_table("share_links")
    with op.batch_alter_table("neighbour_ties", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_neighbour_ties_standing",
            sqlite_where=sa.text("untied_at IS NULL"),
            postgresql_where=sa.text("untied_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_neighbour_ties_roadmap_id"))
        batch_op.drop_index(batch_op.f("ix_neighbour_ties_mirror_id"))
        batch_op.drop_index(batch_op.f("ix_neighbour_ties_block_id"))

    op.drop_table("neighbour_ties")
    with op.batch_alter_table("mirror_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mirror_versions_received_by_id"))

    op.drop_table("mirror_versions")
    with op.batch_alter_table("call_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_turns_person_id"))
        batch_op.drop_index(batch_op.f("ix_call_turns_organisation_id"))
        batch_op.drop_index("ix_call_turns_call_id_at")

    op.drop_table("call_turns")
    with op.batch_alter_table("call_reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_reminders_person_id"))

    op.drop_table("call_reminders")
    with op.batch_alter_table("call_interests", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_call_interests_standing",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_call_interests_said_by_id"))
        batch_op.drop_index(batch_op.f("ix_call_interests_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_call_interests_call_id"))
        batch_op.drop_index(batch_op.f("ix_call_interests_activity_id"))

    op.drop_table("call_interests")
    with op.batch_alter_table("call_areas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_areas_area_id"))

    op.drop_table("call_areas")
    with op.batch_alter_table("pending_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pending_calls_person_id"))
        batch_op.drop_index(batch_op.f("ix_pending_calls_made_at"))

    op.drop_table("pending_calls")
    with op.batch_alter_table("mirrors", schema=None) as batch_op:
        batch_op.drop_index("ix_mirrors_look_due_at")
        batch_op.drop_index(batch_op.f("ix_mirrors_area_id"))

    op.drop_table("mirrors")
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.drop_index("ix_calls_closes_on")
        batch_op.drop_index(batch_op.f("ix_calls_added_by_id"))

    op.drop_table("calls")
