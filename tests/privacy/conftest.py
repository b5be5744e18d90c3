"""A database with two people in every column of every table."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base, Database
from tests.privacy.everywhere import Filler, without_checks


@dataclass(frozen=True)
class World:
    """The database and the two."""

    database: Database
    sigbritt: Filler
    bertil: Filler


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once. Always SQLite: what is tested is the register, which knows no dialect."""
    know_every_table()
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('everywhere') / 'all.sqlite'}")
    Base.metadata.create_all(database.engine)
    with database.writing() as session:
        without_checks(session)
        sigbritt = Filler(session, "Sigbritt Fjällman", "sigbritt@example.org").fill()
        bertil = Filler(session, "Bertil Storsjö", "bertil@example.com").fill()
        session.connection().commit()
    yield World(database, sigbritt, bertil)
    database.close()


@pytest.fixture
def everywhere(filled: World) -> Iterator[Session]:
    """What a test does with it is undone."""
    with filled.database.writing() as session:
        without_checks(session)
        yield session


@pytest.fixture
def sigbritt(filled: World) -> Filler:
    """Whom it is about."""
    return filled.sigbritt


@pytest.fixture
def bertil(filled: World) -> Filler:
    """Somebody else, in all the same tables."""
    return filled.bertil
