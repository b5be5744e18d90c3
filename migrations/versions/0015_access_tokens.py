"""How programs come in for people and organisations, and answers that are given once more."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False, comment="Who comes in with it"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="What it is for, to know it by in the list"),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the token"),
        sa.Column(
            "beginning", sa.String(length=12), nullable=False, comment="Its first signs, to know it by; no secret"
        ),
        sa.Column("scopes", sa.JSON(), nullable=False, comment="What it is good for, of all that its person may do"),
        sa.Column("made_by_id", sa.Uuid(), nullable=False, comment="Themselves, or a coordinator"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "used_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it was last shown, to within ten minutes",
        ),
        sa.Column(
            "reminded_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the letter was written that it will soon expire",
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("expires_at > made_at", name=op.f("ck_access_tokens_expires_after_made")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_access_tokens_ended_by_id_persons")),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_access_tokens_made_by_id_persons")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_access_tokens_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_tokens_token_hash")),
    )
    with op.batch_alter_table("access_tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_tokens_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_tokens_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_tokens_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_tokens_person_id"), ["person_id"], unique=False)

    op.create_table(
        "answered_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False, comment="SHA-256 of who sent it and the key"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "request_hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the method, the address and what was sent",
        ),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False, comment="JSON, as it was answered"),
        sa.Column(
            "location", sa.String(length=500), nullable=False, comment="Address of what was made, if anything was"
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_answered_requests_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answered_requests")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_answered_requests_key_hash")),
    )
    with op.batch_alter_table("answered_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answered_requests_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_answered_requests_person_id"), ["person_id"], unique=False)

    op.create_table(
        "service_accounts",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose", sa.String(length=500), nullable=False, comment="What the program does here, in plain words"
        ),
        sa.Column("made_by_id", sa.Uuid(), nullable=False, comment="Who answers for it"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_service_accounts_made_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_service_accounts_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_service_accounts_person_id_persons")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_service_accounts")),
    )
    with op.batch_alter_table("service_accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_accounts_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_accounts_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "is_service_account",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="A program of an organisation; nobody signs in as it, and its address reaches nobody",
            )
        )
    # Only those who are there already get it; the product says it of everybody new.
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.alter_column(
            "is_service_account", existing_type=sa.Boolean(), existing_nullable=False, server_default=None
        )


def downgrade() -> None:

    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_column("is_service_account")

    with op.batch_alter_table("service_accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_accounts_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_service_accounts_made_by_id"))

    op.drop_table("service_accounts")
    with op.batch_alter_table("answered_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answered_requests_person_id"))
        batch_op.drop_index(batch_op.f("ix_answered_requests_at"))

    op.drop_table("answered_requests")
    with op.batch_alter_table("access_tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_tokens_person_id"))
        batch_op.drop_index(batch_op.f("ix_access_tokens_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_access_tokens_expires_at"))
        batch_op.drop_index(batch_op.f("ix_access_tokens_ended_by_id"))

    op.drop_table("access_tokens")
