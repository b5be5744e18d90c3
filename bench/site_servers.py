"""The servers of `bench.site`, and what they take: processor time, memory and room on the disk."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection
from time import monotonic, sleep

import psutil
from sqlalchemy import text

from roadmaps.foundation.database import Database
from tests.processes import SiteProcess

WORKERS, THREADS = 2, 40
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A server that runs. `database_pid` is the PostgreSQL beside it, where there is one."""

    port: int
    pid: int
    database_pid: int | None = None

    @property
    def processes(self) -> list[psutil.Process]:
        """All that answer: gunicorn, its workers, and the processes that those have begun."""
        master = psutil.Process(self.pid)
        return [master, *master.children(recursive=True)]

    @property
    def seconds(self) -> float:
        """The processor time that it has taken so far."""
        return _seconds(self.processes)

    @property
    def database_seconds(self) -> float:
        """The same of its database."""
        return _seconds(psutil.Process(self.database_pid).children()) if self.database_pid else 0.0

    @property
    def memory(self) -> dict[str, float]:
        """MiB: of the workers together, each page that they share counted once for all who share it; and of everything."""
        master = psutil.Process(self.pid)
        workers = master.children()
        return {
            "workers, PSS": sum(_pss(one.pid) for one in workers),
            "workers, RSS": sum(one.memory_info().rss for one in workers) / 2**20,
            "every process, PSS": sum(_pss(one.pid) for one in self.processes),
        }


def _seconds(processes: Sequence[psutil.Process]) -> float:
    total = 0.0
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            total += times.user + times.system
    return total


def _pss(pid: int) -> float:
    told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


@contextmanager
def the_site(
    database: Database, folder: Path, port: int, database_pid: int | None
) -> Iterator[tuple[Server, SiteProcess]]:
    """The product's own server, as `roadmaps run` starts it."""
    url = database.engine.url.render_as_string(hide_password=False)
    with (folder / "log").open("w", encoding="utf-8") as log:
        site = SiteProcess(url, folder, port, workers=WORKERS, threads=THREADS, sockets=THREADS * 3 // 5, log=log)
        site.begin()
        try:
            assert site.process is not None
            yield Server(port, site.process.pid, database_pid), site
        finally:
            site.stop()


@contextmanager
def a_bare_page(folder: Path, port: int) -> Iterator[Server]:
    """One page of Flask with nothing in it, on the same server with the same settings."""
    told = {"ROADMAPS_DATA": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'none.sqlite'}"}
    asked = [sys.executable, "-m", "bench.bare_page", str(port), str(WORKERS), str(THREADS)]
    with subprocess.Popen(asked, env={**os.environ, **told}) as process:
        try:
            _wait_for(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while monotonic() < deadline:
        with suppress(OSError), create_connection(("127.0.0.1", port), timeout=1):
            return
        sleep(0.05)
    raise TimeoutError("the server does not answer")


def bytes_on_disk(database: Database) -> int:
    """What the database takes on the disk when everything that waits in its log has been brought in."""
    with database.reading() as session:
        if not database.is_sqlite:
            return int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        # What was made when the world was filled and taken away again is used before the file grows.
        names = ("page_count", "freelist_count", "page_size")
        pages, free, size = (int(session.scalar(text(f"PRAGMA {name}")) or 0) for name in names)
        return (pages - free) * size
