"""Passkeys, codes of the second step, and accounts at other providers."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard_sign_outs",
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("word", sa.String(length=64), nullable=False, comment="SHA-256 of the token's own id (jti)"),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "forget_after", sa.DateTime(timezone=True), nullable=False, comment="The token itself is too old by then"
        ),
        sa.PrimaryKeyConstraint("issuer", "word", name=op.f("pk_heard_sign_outs")),
    )
    with op.batch_alter_table("heard_sign_outs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heard_sign_outs_forget_after"), ["forget_after"], unique=False)

    op.create_table(
        "spent_challenges",
        sa.Column("challenge_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "spent_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="Kept for a day; a challenge is too old long before",
        ),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_spent_challenges")),
    )
    with op.batch_alter_table("spent_challenges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spent_challenges_spent_at"), ["spent_at"], unique=False)

    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "name", sa.String(length=200), nullable=False, comment="What the person calls it, to know it by in the list"
        ),
        sa.Column(
            "credential_id", sa.String(length=1400), nullable=False, comment="Its own name for itself, base64url"
        ),
        sa.Column("public_key", sa.LargeBinary(), nullable=False, comment="COSE"),
        sa.Column(
            "sign_count",
            sa.BigInteger(),
            nullable=False,
            comment="How often it says that it has been used; 0 for ever where it does not count",
        ),
        sa.Column("transports", sa.JSON(), nullable=False, comment="How a browser may reach it, as the browser told"),
        sa.Column(
            "is_synced",
            sa.Boolean(),
            nullable=False,
            comment="Whether its maker copies it to other devices of the person",
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_passkeys_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    with op.batch_alter_table("passkeys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkeys_person_id"), ["person_id"], unique=False)

    op.create_table(
        "provider_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "issuer", sa.String(length=300), nullable=False, comment="Address of the provider, as its tokens name it"
        ),
        sa.Column(
            "subject", sa.String(length=255), nullable=False, comment="Who the person is there; means nothing elsewhere"
        ),
        sa.Column("provider", sa.String(length=40), nullable=False, comment="Key of the provider in the settings"),
        sa.Column(
            "tie",
            sa.Enum(
                "address",
                "oneself",
                "new_person",
                name="tie_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("tied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True, comment="When somebody last signed in with it"),
        sa.Column("untied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "made_coordinator", sa.Boolean(), nullable=False, comment="Whether a group there made the person one"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_provider_accounts_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_accounts")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_provider_accounts_issuer_subject")),
    )
    with op.batch_alter_table("provider_accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_accounts_person_id"), ["person_id"], unique=False)

    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False, comment="SHA-256 of 80 random bits, as written"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_recovery_codes_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_codes_code_hash")),
    )
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_codes_person_id"), ["person_id"], unique=False)

    op.create_table(
        "second_step_choices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 …; the lock that two choosers at once meet"),
        sa.Column("asks_coordinators", sa.Boolean(), nullable=False),
        sa.Column(
            "asks_leaders",
            sa.Boolean(),
            nullable=False,
            comment="Process leaders and deputies, also of days that lie ahead",
        ),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["persons.id"], name=op.f("fk_second_step_choices_chosen_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_step_choices")),
        sa.UniqueConstraint("number", name=op.f("uq_second_step_choices_number")),
    )
    with op.batch_alter_table("second_step_choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_second_step_choices_chosen_by_id"), ["chosen_by_id"], unique=False)

    op.create_table(
        "wrong_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_wrong_codes_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_codes")),
    )
    with op.batch_alter_table("wrong_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wrong_codes_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wrong_codes_tried_at"), ["tried_at"], unique=False)

    op.create_table(
        "code_apps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "secret",
            sa.String(length=200),
            nullable=True,
            comment="What codes are made of, sealed with the site's secret key; empty until the first code",
        ),
        sa.Column(
            "in_use_since",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the first right code came; empty before that",
        ),
        sa.Column(
            "last_step",
            sa.Integer(),
            nullable=True,
            comment="Half minutes since 1970 of the last code taken; neither it nor one before it is taken again",
        ),
        sa.Column(
            "offered_secret",
            sa.String(length=200),
            nullable=True,
            comment="Sealed; shown to one browser, and in use once that browser has sent a right code of it",
        ),
        sa.Column(
            "offered_to_id",
            sa.Uuid(),
            nullable=True,
            comment="The sign-in that was shown it; no other may take it into use",
        ),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["offered_to_id"], ["sign_ins.id"], name=op.f("fk_code_apps_offered_to_id_sign_ins"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_code_apps_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_apps")),
        sa.UniqueConstraint("person_id", name=op.f("uq_code_apps_person_id")),
    )
    op.create_table(
        "given_by_groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(grant_id IS NULL) <> (membership_id IS NULL)", name=op.f("ck_given_by_groups_one_gift")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["provider_accounts.id"],
            name=op.f("fk_given_by_groups_account_id_provider_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["grant_id"], ["role_grants.id"], name=op.f("fk_given_by_groups_grant_id_role_grants")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_given_by_groups_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_by_groups")),
        sa.UniqueConstraint("grant_id", name=op.f("uq_given_by_groups_grant_id")),
        sa.UniqueConstraint("membership_id", name=op.f("uq_given_by_groups_membership_id")),
    )
    with op.batch_alter_table("given_by_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_given_by_groups_account_id"), ["account_id"], unique=False)

    op.create_table(
        "provider_sign_ins",
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sid", sa.String(length=255), nullable=False, comment="The session there, if it tells one"),
        sa.Column(
            "id_token",
            sa.LargeBinary(),
            nullable=True,
            comment="Shown to the provider when one signs out there; emptied when the sign-in is over",
        ),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["provider_accounts.id"],
            name=op.f("fk_provider_sign_ins_account_id_provider_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sign_in_id"], ["sign_ins.id"], name=op.f("fk_provider_sign_ins_sign_in_id_sign_ins")),
        sa.PrimaryKeyConstraint("sign_in_id", name=op.f("pk_provider_sign_ins")),
    )
    with op.batch_alter_table("provider_sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_sign_ins_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_provider_sign_ins_sid"), ["sid"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("provider_sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_sign_ins_sid"))
        batch_op.drop_index(batch_op.f("ix_provider_sign_ins_account_id"))

    op.drop_table("provider_sign_ins")
    with op.batch_alter_table("given_by_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_given_by_groups_account_id"))

    op.drop_table("given_by_groups")
    op.drop_table("code_apps")
    with op.batch_alter_table("wrong_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wrong_codes_tried_at"))
        batch_op.drop_index(batch_op.f("ix_wrong_codes_person_id"))

    op.drop_table("wrong_codes")
    with op.batch_alter_table("second_step_choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_second_step_choices_chosen_by_id"))

    op.drop_table("second_step_choices")
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_codes_person_id"))

    op.drop_table("recovery_codes")
    with op.batch_alter_table("provider_accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_accounts_person_id"))

    op.drop_table("provider_accounts")
    with op.batch_alter_table("passkeys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkeys_person_id"))

    op.drop_table("passkeys")
    with op.batch_alter_table("spent_challenges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spent_challenges_spent_at"))

    op.drop_table("spent_challenges")
    with op.batch_alter_table("heard_sign_outs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heard_sign_outs_forget_after"))

    op.drop_table("heard_sign_outs")
