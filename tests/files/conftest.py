"""What the tests of this room share."""

import pytest
from flask import Flask

from roadmaps.files.doors import STORE
from roadmaps.files.stores import Store


@pytest.fixture
def store(app: Flask) -> Store:
    """Where the application of this test keeps contents."""
    found: Store = app.extensions[STORE]
    return found
