"""Fixtures: the world of the table, made once by each process of the run that comes to a door.

What it takes to make it is imported then, as most tests need nothing of it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.doors.asking import Asking
    from tests.doors.world import World

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, database_of_the_run: None) -> Iterator["World"]:
    """Two areas with one of everything in them."""
    with import_module("tests.doors.world").a_world(tmp_path_factory.mktemp("doors"), NOW) as world:
        yield world


@pytest.fixture(scope="session")
def asking(world: "World") -> "Asking":
    """Somebody to send to the doors, who knows what the tables say before anybody comes."""
    asking: Asking = import_module("tests.doors.asking").Asking(world)
    asking.learn()
    return asking
