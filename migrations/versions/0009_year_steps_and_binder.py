"""Days of the year, laps of the six steps, and the binder."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "binder_editions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty: the whole county"),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its place"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, comment="To whom it goes and why; plain text"),
        sa.Column(
            "registry_number", sa.String(length=200), nullable=False, comment="Under which number it is in the registry"
        ),
        sa.Column("language", sa.String(length=2), nullable=False, comment="In which its words were told"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="Canonical JSON of everything in it"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Of the content, as UTF-8"),
        sa.Column(
            "is_public",
            sa.Boolean(),
            nullable=False,
            comment="Everyone could read all that it was made from when it was made",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_for_id", sa.Uuid(), nullable=True, comment="It comes from it"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_binder_editions_number_positive")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_binder_editions_area_id_areas")),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_binder_editions_made_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["made_for_id"], ["organisations.id"], name=op.f("fk_binder_editions_made_for_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binder_editions")),
        sa.UniqueConstraint(
            "area_id", "number", name=op.f("uq_binder_editions_area_id_number"), postgresql_nulls_not_distinct=True
        ),
    )
    with op.batch_alter_table("binder_editions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_binder_editions_made_by_id"), ["made_by_id"], unique=False)

    op.create_table(
        "binder_judgements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty: the whole county"),
        sa.Column(
            "criterion",
            sa.Enum(
                "analysis",
                "institution",
                "monitoring",
                "cooperation",
                "research",
                "transition",
                "abroad",
                name="criterion_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "judged",
            sa.Enum(
                "fulfilled",
                "partly",
                "not_yet",
                name="judged_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="Why; plain text"),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judged_by_id", sa.Uuid(), nullable=False),
        sa.Column("judged_for_id", sa.Uuid(), nullable=True, comment="For whom they acted"),
        sa.CheckConstraint("words <> ''", name=op.f("ck_binder_judgements_words_given")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_binder_judgements_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["judged_by_id"], ["persons.id"], name=op.f("fk_binder_judgements_judged_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["judged_for_id"], ["organisations.id"], name=op.f("fk_binder_judgements_judged_for_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binder_judgements")),
    )
    with op.batch_alter_table("binder_judgements", schema=None) as batch_op:
        batch_op.create_index("ix_binder_judgements_area_id_criterion", ["area_id", "criterion"], unique=False)
        batch_op.create_index(batch_op.f("ix_binder_judgements_judged_by_id"), ["judged_by_id"], unique=False)

    op.create_table(
        "process_laps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="In the area, from 1"),
        sa.Column(
            "title", sa.String(length=120), nullable=False, comment="What it is called, such as a programme period"
        ),
        sa.Column("began_on", sa.Date(), nullable=False, comment="The first day that counts to it"),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why it is begun"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, comment="When that was told"),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("begun_for_id", sa.Uuid(), nullable=True, comment="For whom they acted"),
        sa.CheckConstraint("number > 0", name=op.f("ck_process_laps_number_from_one")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_process_laps_area_id_areas")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_process_laps_begun_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["begun_for_id"], ["organisations.id"], name=op.f("fk_process_laps_begun_for_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_laps")),
        sa.UniqueConstraint("area_id", "number", name=op.f("uq_process_laps_area_id_number")),
    )
    with op.batch_alter_table("process_laps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_process_laps_begun_by_id"), ["begun_by_id"], unique=False)

    op.create_table(
        "wheel_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty: the whole county"),
        sa.Column(
            "sort",
            sa.Enum(
                "meeting",
                "consultation",
                "pulse",
                "call",
                "report",
                "deadline",
                "reading",
                "step",
                "other",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, comment="Plain text"),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True, comment="Last day, where it lasts for several"),
        sa.Column("is_yearly", sa.Boolean(), nullable=False, comment="It comes again on the same day each year"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "sort IN ('deadline', 'report', 'consultation', 'call', 'other')",
            name=op.f("ck_wheel_entries_sort_is_written"),
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= on_day", name=op.f("ck_wheel_entries_until_after_from")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_wheel_entries_area_id_areas")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["persons.id"], name=op.f("fk_wheel_entries_changed_by_id_persons")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["persons.id"], name=op.f("fk_wheel_entries_removed_by_id_persons")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_wheel_entries_written_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wheel_entries")),
    )
    with op.batch_alter_table("wheel_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wheel_entries_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wheel_entries_on_day"), ["on_day"], unique=False)

    op.create_table(
        "wheel_makings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False, comment="For which it was made"),
        sa.Column(
            "from_sort",
            sa.String(length=20),
            nullable=False,
            comment="What it was made from: meeting, pulse, entry and so on",
        ),
        sa.Column("from_id", sa.Uuid(), nullable=False, comment="Its id there"),
        sa.Column("made_sort", sa.String(length=20), nullable=False, comment="What it became: meeting, pulse or entry"),
        sa.Column("made_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_wheel_makings_made_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wheel_makings")),
        sa.UniqueConstraint("year", "from_sort", "from_id", name=op.f("uq_wheel_makings_year_from_sort_from_id")),
    )
    op.create_table(
        "step_marks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lap_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "analysis",
                "governance",
                "vision",
                "priorities",
                "policy_mix",
                "evaluation",
                name="step_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "turn",
            sa.Enum(
                "begun",
                "finished",
                "taken_up",
                "noted",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("told_on", sa.Date(), nullable=False, comment="The day from which it holds"),
        sa.Column("words", sa.Text(), nullable=False, comment="What was done, or why"),
        sa.Column("next_step", sa.Text(), nullable=False, comment="What comes next in the step, in words"),
        sa.Column("next_on", sa.Date(), nullable=True, comment="Day of what comes next, where one is known"),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marked_by_id", sa.Uuid(), nullable=False),
        sa.Column("marked_for_id", sa.Uuid(), nullable=True, comment="For whom they acted"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawal_reason = '')", name=op.f("ck_step_marks_reason_when_withdrawn")
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name=op.f("ck_step_marks_withdrawn_by_somebody")
        ),
        sa.ForeignKeyConstraint(["lap_id"], ["process_laps.id"], name=op.f("fk_step_marks_lap_id_process_laps")),
        sa.ForeignKeyConstraint(["marked_by_id"], ["persons.id"], name=op.f("fk_step_marks_marked_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["marked_for_id"], ["organisations.id"], name=op.f("fk_step_marks_marked_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["persons.id"], name=op.f("fk_step_marks_withdrawn_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_marks")),
    )
    with op.batch_alter_table("step_marks", schema=None) as batch_op:
        batch_op.create_index("ix_step_marks_lap_id_told_on", ["lap_id", "told_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_marks_marked_by_id"), ["marked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_marks_withdrawn_by_id"), ["withdrawn_by_id"], unique=False)

    op.create_table(
        "binder_exhibits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty: the whole county"),
        sa.Column(
            "criterion",
            sa.Enum(
                "analysis",
                "institution",
                "monitoring",
                "cooperation",
                "research",
                "transition",
                "abroad",
                name="criterion_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False, comment="The day of the document, or of what it shows"),
        sa.Column("shows", sa.Text(), nullable=False, comment="What it shows; plain text"),
        sa.Column("link", sa.String(length=1000), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column(
            "registry_number", sa.String(length=200), nullable=False, comment="Under which number it is in the registry"
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_for_id", sa.Uuid(), nullable=True, comment="For whom they acted"),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removal_reason = '')", name=op.f("ck_binder_exhibits_reason_when_removed")
        ),
        sa.CheckConstraint(
            "link <> '' OR file_id IS NOT NULL OR registry_number <> ''",
            name=op.f("ck_binder_exhibits_found_somewhere"),
        ),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL)", name=op.f("ck_binder_exhibits_removed_by_somebody")
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["persons.id"], name=op.f("fk_binder_exhibits_added_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["added_for_id"], ["organisations.id"], name=op.f("fk_binder_exhibits_added_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_binder_exhibits_area_id_areas")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_binder_exhibits_file_id_files")),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["persons.id"], name=op.f("fk_binder_exhibits_removed_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binder_exhibits")),
    )
    with op.batch_alter_table("binder_exhibits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_binder_exhibits_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index("ix_binder_exhibits_area_id_criterion", ["area_id", "criterion"], unique=False)
        batch_op.create_index(batch_op.f("ix_binder_exhibits_file_id"), ["file_id"], unique=False)

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

    with op.batch_alter_table("binder_exhibits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_binder_exhibits_file_id"))
        batch_op.drop_index("ix_binder_exhibits_area_id_criterion")
        batch_op.drop_index(batch_op.f("ix_binder_exhibits_added_by_id"))

    op.drop_table("binder_exhibits")
    with op.batch_alter_table("step_marks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_marks_withdrawn_by_id"))
        batch_op.drop_index(batch_op.f("ix_step_marks_marked_by_id"))
        batch_op.drop_index("ix_step_marks_lap_id_told_on")

    op.drop_table("step_marks")
    op.drop_table("wheel_makings")
    with op.batch_alter_table("wheel_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wheel_entries_on_day"))
        batch_op.drop_index(batch_op.f("ix_wheel_entries_area_id"))

    op.drop_table("wheel_entries")
    with op.batch_alter_table("process_laps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_process_laps_begun_by_id"))

    op.drop_table("process_laps")
    with op.batch_alter_table("binder_judgements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_binder_judgements_judged_by_id"))
        batch_op.drop_index("ix_binder_judgements_area_id_criterion")

    op.drop_table("binder_judgements")
    with op.batch_alter_table("binder_editions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_binder_editions_made_by_id"))

    op.drop_table("binder_editions")
