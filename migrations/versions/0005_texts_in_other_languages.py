"""What texts say in other languages, the decision that a state rests on, and calendar entries in letters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "language_choices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["persons.id"], name=op.f("fk_language_choices_chosen_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_choices")),
    )
    with op.batch_alter_table("language_choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_choices_language"), ["language"], unique=False)

    op.create_table(
        "next_step_reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name=op.f("fk_next_step_reminders_roadmap_id_roadmaps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_next_step_reminders")),
    )
    with op.batch_alter_table("next_step_reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_next_step_reminders_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "translations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False, comment="Its code by BCP 47, such as en or sma"),
        sa.Column("field", sa.String(length=40), nullable=False, comment="Which of the block's texts"),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on for this text in this language"),
        sa.Column("text", sa.LargeBinary(), nullable=False, comment="Empty: there is none any more"),
        sa.Column(
            "html", sa.LargeBinary(), nullable=True, comment="Clean HTML, for prose; made when the version was written"
        ),
        sa.Column("renderer", sa.Integer(), nullable=False, comment="Version of the renderer that made the HTML"),
        sa.Column(
            "made_from",
            sa.Integer(),
            nullable=False,
            comment="Number of the block's version that it was translated from",
        ),
        sa.Column(
            "source_sha256",
            sa.String(length=64),
            nullable=False,
            comment="Of the words that it was translated from, by which one tells whether they have changed",
        ),
        sa.Column(
            "how",
            sa.Enum(
                "written", "holds", "import", name="how_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For whom they acted"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_translations_number_positive")),
        sa.ForeignKeyConstraint(
            ["block_id", "made_from"],
            ["block_versions.block_id", "block_versions.number"],
            name=op.f("fk_translations_block_id_block_versions"),
        ),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_translations_block_id_blocks")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_translations_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_translations_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translations")),
        sa.UniqueConstraint(
            "block_id", "language", "field", "number", name=op.f("uq_translations_block_id_language_field_number")
        ),
    )
    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.create_index("ix_translations_person_id", ["person_id"], unique=False)

    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "calendar",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="A calendar entry that goes with it (iTIP, RFC 5546); empty for none",
            )
        )

    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "decision",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="Who decided, when, and where it can be read",
            )
        )

    with op.batch_alter_table("roadmaps", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "phase_decision",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="The decision that the state rests on, if any",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("roadmaps", schema=None) as batch_op:
        batch_op.drop_column("phase_decision")

    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.drop_column("decision")

    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.drop_column("calendar")

    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.drop_index("ix_translations_person_id")

    op.drop_table("translations")
    with op.batch_alter_table("next_step_reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_next_step_reminders_roadmap_id"))

    op.drop_table("next_step_reminders")
    with op.batch_alter_table("language_choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_choices_language"))

    op.drop_table("language_choices")
