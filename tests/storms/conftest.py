"""Servers on databases of their own, and a post office that knows every letter that it has taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmaps.foundation.database import Database
from tests.notifications.conftest import PostOffice, office
from tests.processes import SiteProcess, free_port

__all__ = ["office"]


@pytest.fixture(autouse=True)
def at() -> None:
    """The servers have a clock of their own, so nothing stands still."""


@pytest.fixture
def server(fresh_database: Database, tmp_path: Path, office: PostOffice) -> Iterator[SiteProcess]:
    """A server of two processes that has not begun."""
    server = SiteProcess(
        address_of(fresh_database),
        tmp_path,
        free_port(),
        workers=2,
        threads=8,
        sockets=0,
        environment=mail_settings(office),
    )
    yield server
    server.kill()


def address_of(database: Database) -> str:
    """As a setting."""
    return database.engine.url.render_as_string(hide_password=False)


def mail_settings(office: PostOffice) -> dict[str, str]:
    """Those with which a process hands its letters over there."""
    return {"ROADMAPS_MAIL": f"smtp://127.0.0.1:{office.port}", "ROADMAPS_MAIL_FROM": "fardplan@example.org"}
