"""Here the clock goes on: browsers have their own."""

import pytest


@pytest.fixture(autouse=True)
def at() -> None:
    """Nothing stands still."""
