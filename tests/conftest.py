"""What every test may ask for. Things to test with are made by the factories of each room, in `tests/factories`."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from tests.browsing import Browser
from tests.databases import ON_POSTGRESQL, JoiningDatabase, address_with_tables, drop

# A slow machine is no fault in the code, and a failure must come back on every run.
hypothesis.settings.register_profile("fardplan", deadline=None, derandomize=True)
hypothesis.settings.load_profile("fardplan")

# One Chromium and one site for all who play in a browser, and one world for all who come to doors, whichever folder they are in.
pytest_plugins = ["tests.selecting", "tests.browser.playing", "tests.doors.coming", "tests.skips", "tests.once_more"]
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL for all processes of the run."""
    if ON_POSTGRESQL and not hasattr(config, "workerinput"):
        server = import_module("tests.postgresql_server").start_server()
        config.add_cleanup(server.cleanup)


def pytest_collection_finish() -> None:
    """All that has been read is needed to the end: nobody need look through it for what can be thrown away."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def at() -> Iterator[datetime]:
    """The moment of every test: a Saturday morning in November. The clock stands still."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, database_of_the_run: None) -> Settings:
    """The settings of a site without a mail server."""
    folder = tmp_path_factory.mktemp("site")
    return Settings(
        database_url=address_with_tables(folder), secret_key="kept by the tests", data_dir=folder, is_testing=True
    )


@pytest.fixture(scope="session")
def shared_database(settings: Settings) -> Iterator[JoiningDatabase]:
    """The database that the tests of this process share, with its tables."""
    database = JoiningDatabase(settings.database_url)
    yield database
    drop(database)


@pytest.fixture
def database(shared_database: JoiningDatabase) -> Iterator[JoiningDatabase]:
    """The database in the transaction of this test."""
    with shared_database.one_transaction():
        yield shared_database


@pytest.fixture
def session(database: JoiningDatabase) -> Iterator[Session]:
    """The test's own session, as a rule would be given it."""
    with database.writing() as session:
        yield session


@pytest.fixture
def fresh_database(tmp_path: Path, database_of_the_run: None) -> Iterator[Database]:
    """An empty database with tables of its own, where commits are kept: for tests of concurrency."""
    database = Database(address_with_tables(tmp_path))
    yield database
    drop(database)


@pytest.fixture(scope="session")
def shared_app(settings: Settings, shared_database: JoiningDatabase) -> Flask:
    """The application that the tests of this process share; making one takes longer than most tests."""
    app = create_app(settings, shared_database)
    app.test_client_class = Browser
    return app


@pytest.fixture
def app(shared_app: Flask, database: JoiningDatabase, request: pytest.FixtureRequest) -> Flask:
    """The application in the transaction of this test. It asks for CSRF tokens only in tests marked ``csrf``, and keeps
    people from doing something too often only in tests marked ``limits``."""
    shared_app.config["WTF_CSRF_ENABLED"] = request.node.get_closest_marker("csrf") is not None
    counts = shared_app.extensions["limits"]
    counts.is_on = request.node.get_closest_marker("limits") is not None
    if counts.is_on:
        counts.forget()
    return shared_app


@pytest.fixture
def client(app: Flask, session: Session) -> Browser:
    """A browser in which nobody is signed in; ``client.sign_in(person)`` changes that."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.session = session
    return browser
