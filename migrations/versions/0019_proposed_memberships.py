"""For which organisations people are proposed to act, until a coordinator has decided."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposed_memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "settled_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a coordinator decided; empty while it waits",
        ),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False, comment="Whether it became a membership"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_proposed_memberships_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_proposed_memberships_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["persons.id"], name=op.f("fk_proposed_memberships_proposed_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["persons.id"], name=op.f("fk_proposed_memberships_settled_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_memberships")),
    )
    with op.batch_alter_table("proposed_memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposed_memberships_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_memberships_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_memberships_proposed_by_id"), ["proposed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_memberships_settled_by_id"), ["settled_by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("proposed_memberships")
