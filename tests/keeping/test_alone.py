"""Who has a database for themselves waits for who is leaving, and not for who stays."""

from collections.abc import Callable
from threading import Timer

import pytest
from sqlalchemy import text

from roadmaps.foundation.database import Database
from roadmaps.keeping.alone import alone
from roadmaps.keeping.troubles import InUse
from tests.keeping.installations import furnish


@pytest.fixture
def database(a_postgresql: Callable[..., str]) -> Database:
    database = Database(a_postgresql())
    furnish(database)
    yield database
    database.close()


@pytest.fixture
def another(database: Database) -> Database:
    """The same database, opened by somebody who does nothing with it."""
    another = Database(database.url)
    with another.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    yield another
    another.close()


def test_somebody_who_keeps_a_postgresql_open_stops_it(database: Database, another: Database) -> None:
    with pytest.raises(InUse, match="Stop the site"), alone(database):
        pass


def test_somebody_who_leaves_is_waited_for(database: Database, another: Database) -> None:
    Timer(0.5, another.close).start()

    with alone(database) as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
