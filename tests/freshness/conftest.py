"""Pages are kept in these tests, as they are in earnest."""

from collections.abc import Iterator

import pytest
from flask import Flask

from roadmaps.freshness.keeper import Keeper
from roadmaps.freshness.marks import marks_for
from tests.databases import JoiningDatabase


@pytest.fixture
def keeper(app: Flask, database: JoiningDatabase) -> Iterator[Keeper]:
    """The kept pages of the application, with nothing in them. It asks for marks within the transaction of the test."""
    own: Keeper = app.extensions["kept_pages"]
    alone = own.where_are

    def where_are(names: tuple[str, ...]) -> tuple[int, ...]:
        with database.reading() as reading:
            found = marks_for(reading, None)
        return tuple(found.get(name, 0) for name in names)

    own.memory.clear()
    own.is_on, own.where_are = True, where_are
    yield own
    own.is_on, own.where_are = False, alone
    own.memory.clear()
