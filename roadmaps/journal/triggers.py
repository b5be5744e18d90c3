"""What lets the database itself refuse to change or remove what has been written down.

Whoever owns the database can take the triggers away; then the chain of hashes tells. They stop the mistakes, and whoever
has no more than the rights of the application's statements.
"""

from collections.abc import Iterator, Sequence

REFUSAL = "the journal is only added to"


def triggers_against_replacing(table: str, key: str) -> Iterator[str]:
    """For SQLite, where INSERT OR REPLACE takes a row away without asking what refuses deletion: refuse a key that is there."""
    yield (
        # Names of our own, which nobody has typed.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608
        f"WHEN NEW.{key} IN (SELECT {key} FROM {table} WHERE {key} = NEW.{key}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def triggers(table: str, acts: Sequence[str], dialect: str) -> Iterator[str]:
    """The statements that make the table refuse these acts (UPDATE, DELETE), for one of the two databases."""
    if dialect == "sqlite":
        for act in acts:
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    # A percent sign is not to be in here: SQLAlchemy would take it for a place to fill in.
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for act in acts:
        yield (
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
        )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
