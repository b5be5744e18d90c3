"""On SQLite, a line of the journal cannot be replaced either; PostgreSQL refuses that already."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER journal_lines_no_replace BEFORE INSERT ON journal_lines "
            "WHEN NEW.number IN (SELECT number FROM journal_lines WHERE number = NEW.number) "
            "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER journal_lines_no_replace")
