"""The terms of a sign-in, links by letter, and what is kept while somebody shows once more who they are."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FORTNIGHT_IN_MINUTES = 14 * 24 * 60
WITHOUT_A_DEFAULT = (
    ("network", sa.String(length=45)),
    ("way", sa.String(length=20)),
    ("waits_for_second_step", sa.Boolean()),
    ("idle_minutes", sa.Integer()),
)


def upgrade() -> None:
    op.create_table(
        "asked_letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum("reset", "letter", name="sort_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("email", sa.String(length=254), nullable=False, comment="As typed, normalised"),
        sa.Column(
            "browser_hash", sa.String(length=64), nullable=False, comment="SHA-256 of a secret that the browser keeps"
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_letters")),
    )
    with op.batch_alter_table("asked_letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asked_letters_asked_at"), ["asked_at"], unique=False)

    op.create_table(
        "email_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("old_email", sa.String(length=254), nullable=False),
        sa.Column("new_email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="Of the link to the new address"),
        sa.Column("stop_hash", sa.String(length=64), nullable=False, comment="Of the link to the old address"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="Until then it can be kept"),
        sa.Column(
            "stops_until",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="Until then it can be stopped, also after it has been kept",
        ),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_email_changes_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_changes")),
        sa.UniqueConstraint("stop_hash", name=op.f("uq_email_changes_stop_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_email_changes_token_hash")),
    )
    with op.batch_alter_table("email_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_email_changes_person_id"), ["person_id"], unique=False)

    op.create_table(
        "kept_forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=1000), nullable=False, comment="The address of the door, on this site"),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_kept_forms_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_forms")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_kept_forms_token_hash")),
    )
    with op.batch_alter_table("kept_forms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_forms_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_kept_forms_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_in_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "browser_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the secret that the browser keeps"
        ),
        sa.Column(
            "sign_in_id", sa.Uuid(), nullable=True, comment="The sign-in that it proves once more; empty for a new one"
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_sign_in_links_person_id_persons")),
        sa.ForeignKeyConstraint(["sign_in_id"], ["sign_ins.id"], name=op.f("fk_sign_in_links_sign_in_id_sign_ins")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_links_token_hash")),
    )
    with op.batch_alter_table("sign_in_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_links_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_links_sign_in_id"), ["sign_in_id"], unique=False)

    _tell_what_an_attempt_is("sign-in, or the sort of letter", before="sign-in or reset")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "network",
                sa.String(length=45),
                server_default="",
                nullable=False,
                comment="Where it began, without the last part of the address: enough to know it again",
            )
        )
        batch_op.add_column(
            sa.Column(
                "way",
                sa.Enum(
                    "password",
                    "letter",
                    "passkey",
                    "provider",
                    "invitation",
                    name="way_known",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                server_default="password",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "proved_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When the person last showed who they are in this browser",
            )
        )
        batch_op.add_column(
            sa.Column(
                "strong_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When two steps had been shown; empty before that",
            )
        )
        batch_op.add_column(
            sa.Column(
                "waits_for_second_step",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="Until then it lets nobody in",
            )
        )
        batch_op.add_column(
            sa.Column(
                "idle_minutes",
                sa.Integer(),
                server_default=str(FORTNIGHT_IN_MINUTES),
                nullable=False,
                comment="Ends after so many minutes without use",
            )
        )
        batch_op.add_column(
            sa.Column(
                "idle_until",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When that would be, as far as is known now",
            )
        )
    _tell_terms_of_open_sign_ins()
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        for column in ("proved_at", "idle_until"):
            batch_op.alter_column(column, existing_type=sa.DateTime(timezone=True), nullable=False)
        for column, sort in WITHOUT_A_DEFAULT:
            batch_op.alter_column(column, existing_type=sort, server_default=None)


def _tell_what_an_attempt_is(comment: str, *, before: str) -> None:
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        facts = {"existing_type": sa.String(length=10), "existing_nullable": False, "existing_comment": before}
        batch_op.alter_column("act", comment=comment, **facts)


def _tell_terms_of_open_sign_ins() -> None:
    """Those who are signed in stay so, on the terms of before; only they themselves can show anew who they are."""
    sign_ins = sa.table(
        "sign_ins",
        sa.column("id", sa.Uuid()),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("created_at", "seen_at", "proved_at", "idle_until")),
    )
    connection = op.get_bind()
    known = connection.execute(sa.select(sign_ins.c.id, sign_ins.c.created_at, sign_ins.c.seen_at)).all()
    for one, created_at, seen_at in known:
        terms = {"proved_at": created_at, "idle_until": seen_at + timedelta(minutes=FORTNIGHT_IN_MINUTES)}
        connection.execute(sa.update(sign_ins).where(sign_ins.c.id == one).values(**terms))


def downgrade() -> None:
    _tell_what_an_attempt_is("sign-in or reset", before="sign-in, or the sort of letter")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_sign_ins_way_known"), type_="check")
        batch_op.drop_column("idle_until")
        batch_op.drop_column("idle_minutes")
        batch_op.drop_column("waits_for_second_step")
        batch_op.drop_column("strong_at")
        batch_op.drop_column("proved_at")
        batch_op.drop_column("way")
        batch_op.drop_column("network")

    with op.batch_alter_table("sign_in_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_links_sign_in_id"))
        batch_op.drop_index(batch_op.f("ix_sign_in_links_person_id"))

    op.drop_table("sign_in_links")
    with op.batch_alter_table("kept_forms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_forms_person_id"))
        batch_op.drop_index(batch_op.f("ix_kept_forms_expires_at"))

    op.drop_table("kept_forms")
    with op.batch_alter_table("email_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_email_changes_person_id"))

    op.drop_table("email_changes")
    with op.batch_alter_table("asked_letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_letters_asked_at"))

    op.drop_table("asked_letters")
