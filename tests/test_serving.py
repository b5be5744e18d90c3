"""The server itself: what its processes share, what each has of its own, and how it begins anew."""

import os
import signal
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest
from sqlalchemy import select

from bench.site_servers import a_bare_page
from roadmaps.chores.models import Worker
from roadmaps.foundation.database import Database
from tests.processes import PATIENCE, SiteProcess, free_port


@pytest.fixture(autouse=True)
def at() -> None:
    """The server has a clock of its own, so nothing stands still."""


@pytest.fixture
def site(fresh_database: Database, tmp_path: Path) -> Iterator[SiteProcess]:
    """A server with two processes for pages."""
    url = fresh_database.engine.url.render_as_string(hide_password=False)
    server = SiteProcess(url, tmp_path, free_port(), workers=2, threads=8, sockets=2)
    server.begin()
    yield server
    server.stop()


def _serving(site: SiteProcess) -> set[int]:
    assert site.process is not None
    return {one.pid for one in psutil.Process(site.process.pid).children()}


def _told_of(database: Database) -> set[int]:
    with database.reading() as reading:
        return set(reading.scalars(select(Worker.process_id)))


def _until(is_so: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < deadline
        sleep(0.1)


def test_the_parent_has_no_connections_and_each_process_its_own(site: SiteProcess, fresh_database: Database) -> None:
    assert site.process is not None
    # Each gives a sign of life in the database as soon as it serves.
    _until(lambda: _told_of(fresh_database) >= _serving(site))

    def files(pid: int) -> set[str]:
        return {one.path for one in psutil.Process(pid).open_files() if one.path.endswith(".sqlite")}

    if fresh_database.is_sqlite:
        assert not files(site.process.pid)
        assert all(files(one) for one in _serving(site))


def test_a_reload_puts_other_processes_in_place_that_answer(site: SiteProcess) -> None:
    assert site.process is not None
    before = _serving(site)
    [figures] = [one.path for one in psutil.Process(site.process.pid).open_files() if one.path.endswith("/held")]

    os.kill(site.process.pid, signal.SIGHUP)

    _until(lambda: len(_serving(site)) == 2 and not _serving(site) & before)
    with urllib.request.urlopen(f"{site.address}/healthz", timeout=PATIENCE) as answer:
        assert answer.status == 200
    assert site.process.poll() is None
    assert Path(figures).exists(), "those who left took the figures of all with them"


def test_the_bare_page_that_the_site_is_measured_against_is_served_in_the_same_way(tmp_path: Path) -> None:
    port = free_port()

    with a_bare_page(tmp_path, port), urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.status == 200
