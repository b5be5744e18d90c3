"""Needs, ideas and strengths, candidates, and their weighing."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its roadmap"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("what", sa.Text(), nullable=False, comment="What would be done or reached; plain text"),
        sa.Column("why", sa.Text(), nullable=False, comment="Why here, why now; plain text"),
        sa.Column("for_whom", sa.Text(), nullable=False, comment="For whom it would make a difference; plain text"),
        sa.Column("sub_area_id", sa.Uuid(), nullable=True, comment="The part of the area it is about"),
        sa.Column("version", sa.Integer(), nullable=False, comment="Counts the wordings; what a writer began from"),
        sa.Column(
            "state",
            sa.Enum(
                "considered",
                "prioritised",
                "chosen_away",
                "resting",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_candidates_begun_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_candidates_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["sub_area_id"], ["blocks.id"], name=op.f("fk_candidates_sub_area_id_blocks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("roadmap_id", "number", name=op.f("uq_candidates_roadmap_id_number")),
    )
    op.create_table(
        "recommendations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its roadmap"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("addressee", sa.String(length=200), nullable=False, comment="To whom: a fund, a programme, a board"),
        sa.Column("registry_number", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="Everything that it says; see `recommended.py`"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Of the content as canonical JSON"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_for_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_recommendations_made_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["made_for_id"], ["organisations.id"], name=op.f("fk_recommendations_made_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_recommendations_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
        sa.UniqueConstraint("roadmap_id", "number", name=op.f("uq_recommendations_roadmap_id_number")),
    )
    op.create_table(
        "weighing_criteria_sets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its roadmap"),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why these, or why others than before; plain text"),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name=op.f("fk_weighing_criteria_sets_roadmap_id_roadmaps")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["persons.id"], name=op.f("fk_weighing_criteria_sets_set_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighing_criteria_sets")),
        sa.UniqueConstraint("roadmap_id", "number", name=op.f("uq_weighing_criteria_sets_roadmap_id_number")),
    )
    op.create_table(
        "candidate_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "considered",
                "prioritised",
                "chosen_away",
                "resting",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.Text(), nullable=False, comment="Shown to everyone; plain text"),
        sa.Column(
            "decided_on", sa.Date(), nullable=False, comment="The day of the decision, not the day it was entered"
        ),
        sa.Column(
            "decided_by",
            sa.String(length=200),
            nullable=False,
            comment="Who decided: a function, a group, a board; no person's name",
        ),
        sa.Column(
            "registry_number", sa.String(length=200), nullable=False, comment="Under which number it is in the registry"
        ),
        sa.Column("look_again_on", sa.Date(), nullable=True, comment="When what rests is looked at again"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False, comment="Who wrote it down"),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "look_again_on IS NULL OR state = 'resting'", name=op.f("ck_candidate_decisions_look_again_when_resting")
        ),
        sa.CheckConstraint("reasons != ''", name=op.f("ck_candidate_decisions_reasons_given")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_decisions_candidate_id_candidates")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_candidate_decisions_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_candidate_decisions_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_decisions")),
    )
    with op.batch_alter_table("candidate_decisions", schema=None) as batch_op:
        batch_op.create_index("ix_candidate_decisions_candidate_id_at", ["candidate_id", "at"], unique=False)

    op.create_table(
        "candidate_outcomes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column(
            "revision_number", sa.Integer(), nullable=False, comment="The revision of the roadmap by which it came"
        ),
        sa.Column(
            "is_new", sa.Boolean(), nullable=False, comment="It was written from the candidate, and not there before"
        ),
        sa.Column("tied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tied_by_id", sa.Uuid(), nullable=False),
        sa.Column("untied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("untied_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_candidate_outcomes_block_id_blocks")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_outcomes_candidate_id_candidates")
        ),
        sa.ForeignKeyConstraint(["tied_by_id"], ["persons.id"], name=op.f("fk_candidate_outcomes_tied_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["untied_by_id"], ["persons.id"], name=op.f("fk_candidate_outcomes_untied_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_outcomes")),
    )
    with op.batch_alter_table("candidate_outcomes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_outcomes_block_id"), ["block_id"], unique=False)
        batch_op.create_index(
            "uq_candidate_outcomes_standing",
            ["candidate_id", "block_id"],
            unique=True,
            sqlite_where=sa.text("untied_at IS NULL"),
            postgresql_where=sa.text("untied_at IS NULL"),
        )

    op.create_table(
        "candidate_wordings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("sub_area_id", sa.Uuid(), nullable=True),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False, comment="When it was worded otherwise"),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_wordings_candidate_id_candidates")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["persons.id"], name=op.f("fk_candidate_wordings_changed_by_id_persons")
        ),
        sa.ForeignKeyConstraint(["sub_area_id"], ["blocks.id"], name=op.f("fk_candidate_wordings_sub_area_id_blocks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_wordings")),
        sa.UniqueConstraint("candidate_id", "version", name=op.f("uq_candidate_wordings_candidate_id_version")),
    )
    op.create_table(
        "weighing_criteria",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("set_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False, comment="What is asked; plain text"),
        sa.Column("weight", sa.Integer(), nullable=False, comment="Against the others of its set"),
        sa.CheckConstraint("weight BETWEEN 1 AND 5", name=op.f("ck_weighing_criteria_weight_within_reason")),
        sa.ForeignKeyConstraint(
            ["set_id"], ["weighing_criteria_sets.id"], name=op.f("fk_weighing_criteria_set_id_weighing_criteria_sets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighing_criteria")),
        sa.UniqueConstraint("set_id", "position", name=op.f("uq_weighing_criteria_set_id_position")),
    )
    op.create_table(
        "weighing_rounds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its roadmap"),
        sa.Column(
            "kind",
            sa.Enum("criteria", "dots", name="kind_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False, comment="What is asked and why; plain text"),
        sa.Column("criteria_set_id", sa.Uuid(), nullable=True, comment="By which it is weighed; fixed when it opens"),
        sa.Column("dots", sa.Integer(), nullable=True, comment="How many each person in the room has to place"),
        sa.Column("shows_live", sa.Boolean(), nullable=False),
        sa.Column(
            "is_open_call",
            sa.Boolean(),
            nullable=False,
            comment="Organisations of the area that were not asked may weigh too",
        ),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False, comment="Last day on which anything can be given"),
        sa.Column(
            "code", sa.String(length=8), nullable=True, comment="What those in the room type; none before it has opened"
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True, comment="It opens by itself from then on"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_at", sa.DateTime(timezone=True), nullable=True, comment="The result can be read from then on"
        ),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(kind = 'dots') = (dots IS NOT NULL)", name=op.f("ck_weighing_rounds_dots_in_a_room")),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_weighing_rounds_closes_after_opening")),
        sa.CheckConstraint("dots IS NULL OR dots BETWEEN 1 AND 20", name=op.f("ck_weighing_rounds_dots_within_reason")),
        sa.CheckConstraint(
            "opened_at IS NULL OR confirmed_at IS NOT NULL", name=op.f("ck_weighing_rounds_confirmed_when_opened")
        ),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_weighing_rounds_begun_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["criteria_set_id"],
            ["weighing_criteria_sets.id"],
            name=op.f("fk_weighing_rounds_criteria_set_id_weighing_criteria_sets"),
        ),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_weighing_rounds_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighing_rounds")),
        sa.UniqueConstraint("code", name=op.f("uq_weighing_rounds_code")),
        sa.UniqueConstraint("roadmap_id", "number", name=op.f("uq_weighing_rounds_roadmap_id_number")),
    )
    op.create_table(
        "dot_ballots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column(
            "voter",
            sa.String(length=64),
            nullable=False,
            comment="Tells apart those in the room, by a key that leads back to nobody",
        ),
        sa.Column(
            "helix",
            sa.Enum(
                "public",
                "academia",
                "business",
                "civil_society",
                name="helix_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
            comment="If the person wanted to say",
        ),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["weighing_rounds.id"], name=op.f("fk_dot_ballots_round_id_weighing_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dot_ballots")),
        sa.UniqueConstraint("round_id", "voter", name=op.f("uq_dot_ballots_round_id_voter")),
    )
    op.create_table(
        "findings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "need", "idea", "strength", name="sort_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False, comment="What it is, in one line"),
        sa.Column("words", sa.Text(), nullable=False, comment="What was told of it; plain text"),
        sa.Column("for_whom", sa.Text(), nullable=False, comment="For whom it would make a difference; plain text"),
        sa.Column(
            "municipality", sa.String(length=4), nullable=False, comment="Code of where; empty: the whole county"
        ),
        sa.Column(
            "way",
            sa.Enum(
                "form", "meeting", "comment", name="way_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("input_id", sa.Uuid(), nullable=True, comment="What was said at a meeting, where it came so"),
        sa.Column("comment_id", sa.Uuid(), nullable=True, comment="What was written in a thread, where it came so"),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Whose it is, where that person has an account"),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "voice",
            sa.String(length=200),
            nullable=False,
            comment="For whom it was said, in the words of whoever said it",
        ),
        sa.Column(
            "helix",
            sa.Enum(
                "public",
                "academia",
                "business",
                "civil_society",
                name="helix_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
            comment="As it was when it came in",
        ),
        sa.Column(
            "email", sa.String(length=254), nullable=False, comment="Where to tell what becomes of it; shown to none"
        ),
        sa.Column(
            "email_confirmed_at", sa.DateTime(timezone=True), nullable=True, comment="The address is its reader's own"
        ),
        sa.Column("language", sa.String(length=2), nullable=False, comment="Of letters to the address"),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "taken_in_by_id",
            sa.Uuid(),
            nullable=True,
            comment="Who brought it here from a meeting, a thread, or somebody's mouth",
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "waiting",
                "shown",
                "set_aside",
                name="standing_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("aside_reason", sa.Text(), nullable=False, comment="Why it was set aside; for who said it"),
        sa.CheckConstraint(
            "(standing = 'set_aside') = (aside_reason != '')", name=op.f("ck_findings_reason_when_set_aside")
        ),
        sa.CheckConstraint("email_confirmed_at IS NULL OR email != ''", name=op.f("ck_findings_email_when_confirmed")),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_findings_comment_id_comments")),
        sa.ForeignKeyConstraint(["input_id"], ["meeting_inputs.id"], name=op.f("fk_findings_input_id_meeting_inputs")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_findings_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_findings_person_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_findings_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["taken_in_by_id"], ["persons.id"], name=op.f("fk_findings_taken_in_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_findings_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_input_id"), ["input_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_findings_roadmap_id_came_at", ["roadmap_id", "came_at"], unique=False)

    op.create_table(
        "weighers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "helix",
            sa.Enum(
                "public",
                "academia",
                "business",
                "civil_society",
                name="helix_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
            comment="As it was when it came in",
        ),
        sa.Column("is_invited", sa.Boolean(), nullable=False, comment="It was asked by name"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_weighers_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["weighing_rounds.id"], name=op.f("fk_weighers_round_id_weighing_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighers")),
        sa.UniqueConstraint("round_id", "organisation_id", name=op.f("uq_weighers_round_id_organisation_id")),
    )
    with op.batch_alter_table("weighers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weighers_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "weighing_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_weighing_entries_candidate_id_candidates")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["weighing_rounds.id"], name=op.f("fk_weighing_entries_round_id_weighing_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighing_entries")),
        sa.UniqueConstraint("round_id", "candidate_id", name=op.f("uq_weighing_entries_round_id_candidate_id")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_weighing_entries_round_id_position")),
    )
    with op.batch_alter_table("weighing_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weighing_entries_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "weighing_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "prepared",
                "confirmed",
                "opened",
                "invited",
                "reminded",
                "extended",
                "closed",
                "cancelled",
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
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_weighing_turns_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["weighing_rounds.id"], name=op.f("fk_weighing_turns_round_id_weighing_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighing_turns")),
    )
    with op.batch_alter_table("weighing_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weighing_turns_round_id"), ["round_id"], unique=False)

    op.create_table(
        "candidate_findings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_by_id", sa.Uuid(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_findings_candidate_id_candidates")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_candidate_findings_finding_id_findings")
        ),
        sa.ForeignKeyConstraint(
            ["joined_by_id"], ["persons.id"], name=op.f("fk_candidate_findings_joined_by_id_persons")
        ),
        sa.ForeignKeyConstraint(["left_by_id"], ["persons.id"], name=op.f("fk_candidate_findings_left_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_findings")),
    )
    with op.batch_alter_table("candidate_findings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_findings_finding_id"), ["finding_id"], unique=False)
        batch_op.create_index(
            "uq_candidate_findings_standing",
            ["candidate_id", "finding_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "finding_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "is_letter",
            sa.Boolean(),
            nullable=False,
            comment="It was sent by mail: whoever has it reads what comes to the address",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_finding_links_finding_id_findings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_finding_links_token_hash")),
    )
    with op.batch_alter_table("finding_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_links_finding_id"), ["finding_id"], unique=False)

    op.create_table(
        "finding_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "shown",
                "set_aside",
                "passed_on",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="Why, where a reason was given"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_finding_turns_finding_id_findings")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_finding_turns_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_turns")),
    )
    with op.batch_alter_table("finding_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_turns_finding_id"), ["finding_id"], unique=False)

    op.create_table(
        "placed_dots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count BETWEEN 1 AND 20", name=op.f("ck_placed_dots_count_within_reason")),
        sa.ForeignKeyConstraint(["ballot_id"], ["dot_ballots.id"], name=op.f("fk_placed_dots_ballot_id_dot_ballots")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["weighing_entries.id"], name=op.f("fk_placed_dots_entry_id_weighing_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placed_dots")),
        sa.UniqueConstraint("ballot_id", "entry_id", name=op.f("uq_placed_dots_ballot_id_entry_id")),
    )
    with op.batch_alter_table("placed_dots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placed_dots_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "weigher_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weigher_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_weigher_links_person_id_persons")),
        sa.ForeignKeyConstraint(["weigher_id"], ["weighers.id"], name=op.f("fk_weigher_links_weigher_id_weighers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weigher_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_weigher_links_token_hash")),
    )
    with op.batch_alter_table("weigher_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weigher_links_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_weigher_links_weigher_id"), ["weigher_id"], unique=False)

    op.create_table(
        "weighings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weigher_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("motive", sa.Text(), nullable=False, comment="In its own words; plain text"),
        sa.Column(
            "has_interest", sa.Boolean(), nullable=False, comment="It says itself that it would lead it or gain from it"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["weighing_entries.id"], name=op.f("fk_weighings_entry_id_weighing_entries")
        ),
        sa.ForeignKeyConstraint(["weigher_id"], ["weighers.id"], name=op.f("fk_weighings_weigher_id_weighers")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_weighings_written_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighings")),
        sa.UniqueConstraint("weigher_id", "entry_id", name=op.f("uq_weighings_weigher_id_entry_id")),
    )
    with op.batch_alter_table("weighings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weighings_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "weighing_points",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weighing_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True, comment="1 the least, 5 the most"),
        sa.CheckConstraint("points BETWEEN 1 AND 5", name=op.f("ck_weighing_points_points_on_the_scale")),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["weighing_criteria.id"], name=op.f("fk_weighing_points_criterion_id_weighing_criteria")
        ),
        sa.ForeignKeyConstraint(
            ["weighing_id"], ["weighings.id"], name=op.f("fk_weighing_points_weighing_id_weighings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighing_points")),
        sa.UniqueConstraint("weighing_id", "criterion_id", name=op.f("uq_weighing_points_weighing_id_criterion_id")),
    )
    with op.batch_alter_table("weighing_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weighing_points_criterion_id"), ["criterion_id"], unique=False)

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

    with op.batch_alter_table("weighing_points", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weighing_points_criterion_id"))

    op.drop_table("weighing_points")
    with op.batch_alter_table("weighings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weighings_entry_id"))

    op.drop_table("weighings")
    with op.batch_alter_table("weigher_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weigher_links_weigher_id"))
        batch_op.drop_index(batch_op.f("ix_weigher_links_person_id"))

    op.drop_table("weigher_links")
    with op.batch_alter_table("placed_dots", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placed_dots_entry_id"))

    op.drop_table("placed_dots")
    with op.batch_alter_table("finding_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_turns_finding_id"))

    op.drop_table("finding_turns")
    with op.batch_alter_table("finding_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_links_finding_id"))

    op.drop_table("finding_links")
    with op.batch_alter_table("candidate_findings", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_candidate_findings_standing",
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_candidate_findings_finding_id"))

    op.drop_table("candidate_findings")
    with op.batch_alter_table("weighing_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weighing_turns_round_id"))

    op.drop_table("weighing_turns")
    with op.batch_alter_table("weighing_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weighing_entries_candidate_id"))

    op.drop_table("weighing_entries")
    with op.batch_alter_table("weighers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weighers_organisation_id"))

    op.drop_table("weighers")
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.drop_index("ix_findings_roadmap_id_came_at")
        batch_op.drop_index(batch_op.f("ix_findings_person_id"))
        batch_op.drop_index(batch_op.f("ix_findings_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_findings_input_id"))
        batch_op.drop_index(batch_op.f("ix_findings_comment_id"))

    op.drop_table("findings")
    op.drop_table("dot_ballots")
    op.drop_table("weighing_rounds")
    op.drop_table("weighing_criteria")
    op.drop_table("candidate_wordings")
    with op.batch_alter_table("candidate_outcomes", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_candidate_outcomes_standing",
            sqlite_where=sa.text("untied_at IS NULL"),
            postgresql_where=sa.text("untied_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_candidate_outcomes_block_id"))

    op.drop_table("candidate_outcomes")
    with op.batch_alter_table("candidate_decisions", schema=None) as batch_op:
        batch_op.drop_index("ix_candidate_decisions_candidate_id_at")

    op.drop_table("candidate_decisions")
    op.drop_table("weighing_criteria_sets")
    op.drop_table("recommendations")
    op.drop_table("candidates")
