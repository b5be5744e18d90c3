"""Journeys are played in the browser, which has a clock of its own."""

import pytest


@pytest.fixture(autouse=True)
def at() -> None:
    """Nothing stands still."""
