"""Telling other systems what has happened, and what is told with open data."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_data_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "licence",
            sa.Enum("cc0", "cc_by", name="licence_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("publisher", sa.String(length=200), nullable=False, comment="The authority whose data it is"),
        sa.Column("homepage", sa.String(length=300), nullable=False, comment="Of the publisher; empty for none"),
        sa.Column(
            "email", sa.String(length=254), nullable=False, comment="Where questions are answered; empty for none"
        ),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["set_by_id"], ["persons.id"], name=op.f("fk_open_data_facts_set_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_data_facts")),
    )
    with op.batch_alter_table("open_data_facts", schema=None) as batch_op:
        batch_op.create_index("ix_open_data_facts_set_at", ["set_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_open_data_facts_set_by_id"), ["set_by_id"], unique=False)

    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "name",
            sa.String(length=200),
            nullable=False,
            comment="What the receiver is called here, such as a system or its keeper",
        ),
        sa.Column("address", sa.String(length=500), nullable=False, comment="Where messages are sent, over https"),
        sa.Column("happenings", sa.JSON(), nullable=False, comment="The types of messages that were chosen"),
        sa.Column(
            "covers_every_area",
            sa.Boolean(),
            nullable=False,
            comment="Also areas that come later; otherwise those chosen",
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For which organisation the owner set it up"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "pause",
            sa.Enum(
                "chosen",
                "failing",
                "gone",
                "owner",
                name="pause_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "last_number", sa.Integer(), nullable=False, comment="Of the newest message; the row is the lock for it"
        ),
        sa.Column(
            "last_sent",
            sa.Integer(),
            nullable=False,
            comment="The number of the newest message that was taken; 0 for none",
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False, comment="Nothing is tried before"),
        sa.Column(
            "failures", sa.Integer(), nullable=False, comment="How many tries have failed since something was taken"
        ),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claim", sa.Uuid(), nullable=True, comment="The mark of the process that sends just now"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_webhooks_ended_by_somebody")),
        sa.CheckConstraint("(paused_at IS NULL) = (pause IS NULL)", name=op.f("ck_webhooks_paused_for_a_reason")),
        sa.CheckConstraint("last_sent >= 0 AND last_sent <= last_number", name=op.f("ck_webhooks_sent_within_numbers")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_webhooks_ended_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_webhooks_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["persons.id"], name=op.f("fk_webhooks_owner_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    with op.batch_alter_table("webhooks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_webhooks_open_due_at",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL AND paused_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND paused_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_webhooks_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_webhooks_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "webhook_areas",
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_webhook_areas_area_id_areas")),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name=op.f("fk_webhook_areas_webhook_id_webhooks")),
        sa.PrimaryKeyConstraint("webhook_id", "area_id", name=op.f("pk_webhook_areas")),
    )
    with op.batch_alter_table("webhook_areas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_areas_area_id"), ["area_id"], unique=False)

    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            comment="1, 2, 3 and so on for its receiver, in the order of the acts",
        ),
        sa.Column(
            "previous",
            sa.Integer(),
            nullable=True,
            comment="The number of the message that was taken before it; 0 for none, empty until it is tried",
        ),
        sa.Column(
            "happening",
            sa.Enum(
                "revision.written",
                "comment.written",
                "suggestion.sent",
                "suggestion.decided",
                "consultation.opened",
                "consultation.closed",
                "version.frozen",
                "version.adopted",
                "reading.recorded",
                "state.changed",
                "trial",
                name="happening_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False, comment="Identities, numbers and words of the code; no text"),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "progress",
            sa.Enum(
                "waiting",
                "delivered",
                "withheld",
                name="progress_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True, comment="When the receiver last took it"),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_webhook_deliveries_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name=op.f("fk_webhook_deliveries_webhook_id_webhooks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
        sa.UniqueConstraint("webhook_id", "number", name=op.f("uq_webhook_deliveries_webhook_id_number")),
    )
    with op.batch_alter_table("webhook_deliveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_deliveries_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            "ix_webhook_deliveries_waiting",
            ["webhook_id", "number"],
            unique=False,
            sqlite_where=sa.text("progress = 'waiting'"),
            postgresql_where=sa.text("progress = 'waiting'"),
        )
        batch_op.create_index("ix_webhook_deliveries_written_at", ["written_at"], unique=False)

    op.create_table(
        "webhook_secrets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "ends_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Signs nothing from then on; empty for the newest",
        ),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name=op.f("fk_webhook_secrets_webhook_id_webhooks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_secrets")),
    )
    with op.batch_alter_table("webhook_secrets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_secrets_webhook_id"), ["webhook_id"], unique=False)

    op.create_table(
        "webhook_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True, comment="The status of the answer; empty where there was none"),
        sa.Column("failure", sa.String(length=40), nullable=False, comment="Why there was none, as a word of the code"),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["webhook_deliveries.id"], name=op.f("fk_webhook_attempts_delivery_id_webhook_deliveries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_attempts")),
    )
    with op.batch_alter_table("webhook_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_attempts_delivery_id"), ["delivery_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("webhook_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_attempts_delivery_id"))

    op.drop_table("webhook_attempts")
    with op.batch_alter_table("webhook_secrets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_secrets_webhook_id"))

    op.drop_table("webhook_secrets")
    with op.batch_alter_table("webhook_deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_webhook_deliveries_written_at")
        batch_op.drop_index(
            "ix_webhook_deliveries_waiting",
            sqlite_where=sa.text("progress = 'waiting'"),
            postgresql_where=sa.text("progress = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_webhook_deliveries_area_id"))

    op.drop_table("webhook_deliveries")
    with op.batch_alter_table("webhook_areas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_areas_area_id"))

    op.drop_table("webhook_areas")
    with op.batch_alter_table("webhooks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhooks_owner_id"))
        batch_op.drop_index(batch_op.f("ix_webhooks_organisation_id"))
        batch_op.drop_index(
            "ix_webhooks_open_due_at",
            sqlite_where=sa.text("ended_at IS NULL AND paused_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND paused_at IS NULL"),
        )

    op.drop_table("webhooks")
    with op.batch_alter_table("open_data_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_open_data_facts_set_by_id"))
        batch_op.drop_index("ix_open_data_facts_set_at")

    op.drop_table("open_data_facts")
