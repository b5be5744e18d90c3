"""Other words to look for at an erasure: nicknames, older names, telephone numbers, other addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "other_words",
                sa.JSON(),
                server_default="[]",
                nullable=False,
                comment="Nicknames, older names, telephone numbers, other addresses to look for; emptied when it is over",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.drop_column("other_words")
