"""The tables of the index are made by hand, twice: with the models and by a migration. Both make the same."""

from pathlib import Path

from sqlalchemy import text

from roadmaps.foundation.database import Database
from roadmaps.migrating import migrate
from roadmaps.search.models import WORDS
from tests.databases import ON_POSTGRESQL, drop, new_address

MADE_IN_SQLITE = f"SELECT sql FROM sqlite_master WHERE name = '{WORDS}'"
MADE_IN_POSTGRESQL = f"SELECT indexdef FROM pg_indexes WHERE tablename = '{WORDS}' ORDER BY indexname"


def made(database: Database) -> list[str]:
    """The words with which the database would make them again."""
    with database.engine.connect() as connection:
        found = connection.scalars(text(MADE_IN_POSTGRESQL if ON_POSTGRESQL else MADE_IN_SQLITE)).all()
    return [" ".join(str(one).lower().replace("(", " ( ").split()) for one in found]


def test_the_migrations_make_the_index_that_the_models_make(tmp_path: Path, fresh_database: Database) -> None:
    migrated = Database(new_address(tmp_path))

    migrate(migrated)

    assert made(migrated) == made(fresh_database)
    assert made(migrated)
    drop(migrated)
