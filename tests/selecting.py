"""Which tests a run takes: in a browser those for it, and on PostgreSQL those that talk to the database of the run.

All others say the same whichever database it is, and have said it on SQLite. Whoever opens a database with
`tests.databases.new_address` asks for the fixture `database_of_the_run`, so that this is known before anything runs. What
opens one without having asked fails, on either database: no test is left out by mistake.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import ON_POSTGRESQL, may_open

ASKED_FOR = "database_of_the_run"


@pytest.fixture(scope="session")
def database_of_the_run() -> None:
    """For whatever opens a database of its own: `new_address` is heard only where this has been asked for."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """In a run of the tests in a browser, leave all other files unread."""
    if config.getoption("markexpr") != "browser" or not collection_path.name.startswith("test_"):
        return None
    return True if "mark.browser" not in collection_path.read_text(encoding="utf-8") else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what does not talk to it."""
    if ON_POSTGRESQL and (left_out := [item for item in items if not _talks_to_the_database(item)]):
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _talks_to_the_database(item)]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """A fixture asks by itself, so that whoever uses it has asked too."""
    with may_open(ASKED_FOR in fixturedef.argnames or _is_for_a_browser(request._pyfuncitem)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test may open what it has asked for."""
    with may_open(_talks_to_the_database(item)):
        return (yield)


def _talks_to_the_database(item: pytest.Item) -> bool:
    """It has asked for a database, it is for a browser, or its file goes by which database it is."""
    asked: list[str] = getattr(item, "fixturenames", [])
    return ASKED_FOR in asked or _is_for_a_browser(item) or hasattr(getattr(item, "module", None), "ON_POSTGRESQL")


def _is_for_a_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None
