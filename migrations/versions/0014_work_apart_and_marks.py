"""Who does the work of the site, what has changed for readers, and codes of the first run."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change_marks",
        sa.Column(
            "name",
            sa.String(length=60),
            nullable=False,
            comment="site, area: with the identity of an area, or reader: with a number",
        ),
        sa.Column("mark", sa.BigInteger(), nullable=False, comment="63 random bits, other ones after every change"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_change_marks")),
    )
    op.create_table(
        "duties",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "turned_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a round of it last ended well, in any process",
        ),
        sa.Column(
            "failed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a round last failed; empty after one went well",
        ),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_duties")),
    )
    op.create_table(
        "setup_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the code without its hyphens"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setup_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_setup_codes_code_hash")),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("host", sa.String(length=120), nullable=False, comment="The machine's own name"),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column(
            "is_apart",
            sa.Boolean(),
            nullable=False,
            comment="A process of its own; otherwise one that serves pages too",
        ),
        sa.Column(
            "leads", sa.Boolean(), nullable=False, comment="Whether it does what only one may do, as it last said"
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )
    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workers_seen_at"), ["seen_at"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workers_seen_at"))

    op.drop_table("workers")
    op.drop_table("setup_codes")
    op.drop_table("duties")
    op.drop_table("change_marks")
