"""Which answers to a pulse somebody with an account has given."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Who answered was not kept. Where anybody has ever acted for the organisation, it may have been they.
BY_PEOPLE_HERE = """
    UPDATE pulse_answers SET is_by_account = (1 = 1) WHERE asked_id IN (
        SELECT pulse_asked.id FROM pulse_asked
        JOIN memberships ON memberships.organisation_id = pulse_asked.organisation_id
    )
"""


def upgrade() -> None:
    with op.batch_alter_table("pulse_answers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "is_by_account",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="Somebody with an account has answered: no link alone opens it any more",
            )
        )
    op.execute(BY_PEOPLE_HERE)


def downgrade() -> None:
    with op.batch_alter_table("pulse_answers", schema=None) as batch_op:
        batch_op.drop_column("is_by_account")
