"""The journeys are played in the browser."""

from tests.browser.conftest import at, chromium, site, visit

__all__ = ["at", "chromium", "site", "visit"]
