"""The disk of PostgreSQL is full in the midst of writing: a disk of the test's own, so small that it can be filled.

What a full disk does to it is not the same each time: a table that cannot grow refuses what is written, and a log that cannot
grow ends the whole server, which an operator starts again. Either way nothing that was acknowledged is lost.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from roadmaps.foundation.database import Database
from roadmaps.migrating import mark_as_newest
from tests.databases import ON_POSTGRESQL, make_tables
from tests.notifications.conftest import PostOffice
from tests.processes import SiteProcess, free_port
from tests.storms.conftest import mail_settings
from tests.storms.postgresql import Cluster, a_cluster
from tests.storms.test_database_gone import until_it_goes_on
from tests.storms.test_killed import all_letters_arrive
from tests.storms.world import a_world
from tests.storms.writing import Line, Storm

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite has a test of its own")
SIZE = "400m"
TEXT = "Det här skrev jag medan disken var full, och det får inte försvinna."
PATIENCE = 180.0


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk in memory."""
    place = Path(tempfile.mkdtemp(prefix="roadmaps-full-"))
    place.chmod(0o755)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        place.rmdir()
        pytest.skip("NO RIGHT TO MOUNT A DISK ON THIS MACHINE: a full disk of PostgreSQL was not tried")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)
    with suppress(OSError):
        place.rmdir()


@pytest.fixture
def cluster(disk: Path) -> Iterator[Cluster]:
    with a_cluster(disk / "data") as cluster:
        yield cluster


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Database]:
    database = Database(cluster.address)
    make_tables(database)
    mark_as_newest(database)
    yield database
    database.close()


def test_on_a_full_disk_nothing_acknowledged_is_lost_and_all_goes_on_when_there_is_room(
    database: Database, cluster: Cluster, disk: Path, tmp_path: Path, office: PostOffice
) -> None:
    server = SiteProcess(
        cluster.address, tmp_path, free_port(), workers=2, threads=8, sockets=0, environment=mail_settings(office)
    )
    server.begin()
    try:
        world, anybody = a_world(server, database), Line(server.address)
        with Storm(world.writers) as storm:
            storm.until_more_is_kept(storm.kept, least=8)
            fill(disk)
            _until(lambda: all(writer.refused for writer in storm.writers), storm)
        told = [answer for writer in world.writers for _mark, answer in writer.refused]
        assert {answer.status for answer in told} == {503}
        assert any("har inget utrymme kvar" in answer.body or "no room left" in answer.body for answer in told)
        assert anybody.get("/healthz").status == 200

        (disk / "ballast").unlink()
        cluster.start()
        until_it_goes_on(anybody)
        with Storm(world.writers) as storm:
            storm.until_more_is_kept(storm.kept, least=8)
        assert {answer.status for one in world.writers for _mark, answer in one.refused} == {503}
    finally:
        server.stop()

    world.holds()
    all_letters_arrive(world, office)


def fill(disk: Path) -> None:
    """Leave nothing."""
    with (disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while True:
            ballast.write(b"\0" * min(1 << 20, max(4096, shutil.disk_usage(disk).free)))
    assert os.statvfs(disk).f_bavail == 0


def _until(is_so: Callable[[], bool], storm: Storm) -> None:
    deadline = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < deadline, f"{storm.kept} kept, {storm.last_refusals()}"
        sleep(0.05)
