"""The journal of every act, and what every frozen version bears of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ONLY_ADDED_TO = {
    "journal_lines": ("UPDATE", "DELETE"),
    "journal_marks": ("UPDATE", "DELETE"),
    # Addresses are thrown away in time.
    "journal_addresses": ("UPDATE",),
}
REFUSAL = "the journal is only added to"


def upgrade() -> None:
    op.create_table(
        "journal_addresses",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_addresses")),
    )
    with op.batch_alter_table("journal_addresses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_addresses_address"), ["address"], unique=False)

    op.create_table(
        "journal_lines",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
            comment="1, 2, 3 without gaps",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "entrance",
            sa.Enum(
                "page",
                "live",
                "command",
                "chore",
                "background",
                name="entrance_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("door", sa.String(length=120), nullable=False, comment="Name of the page, command, chore or work"),
        sa.Column(
            "outcome",
            sa.Enum(
                "done", "refused", "failed", name="outcome_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "person_id", sa.Uuid(), nullable=True, comment="Who acted; empty for strangers and for the site itself"
        ),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="The organisation that the person acted for"),
        sa.Column("sign_in_id", sa.Uuid(), nullable=True, comment="The browser in which it was done"),
        sa.Column(
            "address_hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of salt and network address, which are kept beside for a while",
        ),
        sa.Column(
            "what", sa.Text(), nullable=False, comment="Canonical JSON: events and changed rows, by docs/formats.md"
        ),
        sa.Column(
            "previous_hash",
            sa.String(length=64),
            nullable=False,
            comment="Hash of the line before; zeros for the first",
        ),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_lines")),
    )
    with op.batch_alter_table("journal_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_lines_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_lines_door"), ["door"], unique=False)
        batch_op.create_index("ix_journal_lines_person_id_number", ["person_id", "number"], unique=False)

    op.create_table(
        "journal_marks",
        sa.Column("sort", sa.String(length=40), nullable=False, comment="event, area, person and so on"),
        sa.Column("value", sa.String(length=80), nullable=False, comment="Name of the event, or identity of the thing"),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("sort", "value", "number", name=op.f("pk_journal_marks")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("journal_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_marks_number"), ["number"], unique=False)

    for table, acts in ONLY_ADDED_TO.items():
        if op.get_bind().dialect.name == "sqlite":
            _refuse_in_sqlite(table, acts)
        else:
            _refuse_in_postgresql(table, acts)


def _refuse_in_sqlite(table: str, acts: tuple[str, ...]) -> None:
    for act in acts:
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _refuse_in_postgresql(table: str, acts: tuple[str, ...]) -> None:
    op.execute(
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for act in (*acts, "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
        )


def downgrade() -> None:

    with op.batch_alter_table("journal_marks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_marks_number"))

    op.drop_table("journal_marks")
    with op.batch_alter_table("journal_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_lines_person_id_number")
        batch_op.drop_index(batch_op.f("ix_journal_lines_door"))
        batch_op.drop_index(batch_op.f("ix_journal_lines_at"))

    op.drop_table("journal_lines")
    with op.batch_alter_table("journal_addresses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_addresses_address"))

    op.drop_table("journal_addresses")
    if op.get_bind().dialect.name == "postgresql":
        for table in ONLY_ADDED_TO:
            op.execute(f"DROP FUNCTION {table}_refuse()")
