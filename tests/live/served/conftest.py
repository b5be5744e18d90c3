"""The two servers that all tests of this folder come to, and pages that are left when a test is over."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from tests.databases import address_with_tables, drop
from tests.live.served.scene import SOCKETS, Scene
from tests.live_page import Page, Visitor
from tests.processes import SiteProcess, free_port


@pytest.fixture(autouse=True)
def at() -> None:
    """The servers have clocks of their own, so nothing stands still."""


@pytest.fixture(scope="package")
def scene(tmp_path_factory: pytest.TempPathFactory, database_of_the_run: None) -> Iterator[Scene]:
    """They are begun once, as they need seconds for it, and end when the tests of the folder are over."""
    folder = tmp_path_factory.mktemp("live")
    database = Database(address_with_tables(folder))
    address = database.engine.url.render_as_string(hide_password=False)
    settings = Settings(address, "kept by the test, and long enough", folder, is_testing=True)
    hosts = (SiteProcess(address, folder, free_port(), sockets=SOCKETS), SiteProcess(address, folder, free_port()))
    try:
        with ThreadPoolExecutor() as both:
            list(both.map(SiteProcess.begin, hosts))
        yield Scene(create_app(settings, database), hosts)
    finally:
        for host in hosts:
            host.kill()
    drop(database)


@pytest.fixture
def pages(scene: Scene) -> Iterator[Callable[..., Page]]:
    """Opens pages, which are left when the test is over."""
    opened: list[Page] = []

    def opens(visitor: Visitor, host: int = 0) -> Page:
        opened.append(scene.page(visitor, host))
        return opened[-1]

    yield opens
    for page in opened:
        page.leave()
