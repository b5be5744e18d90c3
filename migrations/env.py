"""How Alembic meets this product: on the connection that it is given, on SQLite and PostgreSQL alike.

It is run through `roadmaps migrate`; a new migration is written by `make migration name="what changes"`.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base, ExactNumber, Moment, Packed
from roadmaps.migrating import is_told_by_models


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write the product's own column types as plain ones: a migration must not change when the code does."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Packed):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, ExactNumber):
        return 'sa.Numeric(24, 6).with_variant(sa.String(32), "sqlite")'
    return False


def number(context_: MigrationContext, _revision: Any, directives: list[MigrationScript]) -> None:
    """Give a new migration the next number, and write none when nothing has changed."""
    script = directives[0]
    if script.upgrade_ops is not None and script.upgrade_ops.is_empty():
        directives.clear()
        return
    assert context_.config is not None
    newest = ScriptDirectory.from_config(context_.config).get_current_head() or "0000"
    script.rev_id = f"{int(newest) + 1:04}"


connection = context.config.attributes["connection"]
know_every_table()
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    include_name=is_told_by_models,
    compare_type=True,
    compare_server_default=True,
    render_item=render_item,
    process_revision_directives=number,
)
with context.begin_transaction():
    context.run_migrations()
