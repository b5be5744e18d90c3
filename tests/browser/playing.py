"""A real Chromium against a real server: one of each for the whole run, and a window of its own for each visitor."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.demo.load import load_demo
from roadmaps.foundation.database import Database
from roadmaps.web.background import Background
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.databases import address_with_tables, drop

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """Where a Chromium is on this machine, if anywhere."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of the process."""
    path = chromium_path()
    if path is None:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: the browser tests were not run")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, *, host: str = "127.0.0.1") -> Iterator[Site]:
    """An empty site on a database of its own, served on a free port. Browsers let passkeys be used under a name only."""
    database = Database(address_with_tables(folder))
    address = f"http://{host}:{_free_port()}"
    settings = Settings(
        database_url=database.url,
        secret_key="kept by the tests",
        data_dir=folder,
        base_url=address,
        is_testing=True,
        live_sockets=24,
        are_neighbours_local=True,
    )
    app: Flask = create_app(settings, database)
    app.wsgi_app = _answering_whole(app.wsgi_app)  # type: ignore[method-assign]
    server = make_server("127.0.0.1", int(address.rpartition(":")[2]), app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    live = app.extensions["live"]
    keeper = Background("live sessions", live.keeper.look_round, pause_seconds=1)
    keeper.start()
    yield Site(app, address)
    live.stop_when(lambda: True)
    keeper.stop()
    server.shutdown()
    thread.join()
    drop(database)


def _answering_whole(app: "WSGIApplication") -> "WSGIApplication":
    """Read every answer before it is sent: a browser that goes elsewhere meanwhile leaves no file open behind it."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = app(environ, start_response)
        try:
            return [b"".join(body)]
        finally:
            if hasattr(body, "close"):
                body.close()

    return answer


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site in which tests make areas of their own."""
    with served(tmp_path_factory.mktemp("browser-site")) as site:
        yield site


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with the demo, for tests that only look."""
    with served(tmp_path_factory.mktemp("demo-site")) as site:
        load_demo(site.units)
        yield site


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a window for a visitor: its width, whether it runs JavaScript, and whether only the keyboard is used."""
    visitors: list[Visitor] = []

    def arrive(
        *,
        width: int = 1440,
        javascript: bool = True,
        keyboard: bool = False,
        language: str = "en",
        touch: bool = False,
    ) -> Visitor:
        visitor = Visitor(chromium, site.address, width, javascript, keyboard, language, touch)
        visitors.append(visitor)
        return visitor

    yield arrive
    for visitor in visitors:
        visitor.leave()
