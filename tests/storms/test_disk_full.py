"""The disk is full in the midst of writing: what was acknowledged stays, the rest is told in words, and goes on when there is room.

A limit on the size of files, put on the running processes from outside, is what a full disk looks like to them: nothing can
grow. It needs no rights and no disk of one's own.
"""

import resource
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest
from selectolax.lexbor import LexborHTMLParser

from roadmaps.foundation.database import Database
from tests.databases import ON_POSTGRESQL
from tests.processes import SiteProcess
from tests.storms.test_killed import serving
from tests.storms.world import a_world
from tests.storms.writing import Line, Storm

pytestmark = pytest.mark.skipif(ON_POSTGRESQL, reason="the files of PostgreSQL are not those of the site")
TEXT = "Det här skrev jag medan disken var full, och det får inte försvinna."
PATIENCE = 120.0


def test_on_a_full_disk_nothing_acknowledged_is_lost_and_all_goes_on_when_there_is_room(
    server: SiteProcess, fresh_database: Database
) -> None:
    server.begin()
    world, anybody = a_world(server, fresh_database), Line(server.address)
    writer = world.writers[0]

    with Storm(world.writers) as storm:
        storm.until_more_is_kept(storm.kept, least=8)
        let_no_file_grow(server, most_bytes=log_of(fresh_database))
        until_somebody_is_refused(storm)
        # Where all of the log lies in the database, it is begun anew from its start: there is room again for a while.
        let_no_file_grow(server, most_bytes=1)
        until_refused(storm)
    writer.line.hang_up()
    answer = writer.line.post(f"/threads/{writer.thread_id}/comments", body=TEXT)
    writer.line.hang_up()
    page = LexborHTMLParser(answer.body).css_first("main")
    assert answer.status == 503
    assert "har inget utrymme kvar" in page.text()
    assert TEXT in page.css_first("textarea").text()
    assert anybody.get("/").status == 200, "what needs no room goes on"

    let_files_grow(server)
    with Storm(world.writers) as storm:
        storm.until_more_is_kept(storm.kept, least=8)
    assert not [answer.status for one in world.writers for _mark, answer in one.refused if answer.status != 503]
    server.stop()
    world.holds()


def log_of(database: Database) -> int:
    """How large the file is that everything is written to first."""
    return Path(f"{database.engine.url.database}-wal").stat().st_size


def let_no_file_grow(server: SiteProcess, *, most_bytes: int) -> None:
    for process in serving(server):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))


def let_files_grow(server: SiteProcess) -> None:
    for process in serving(server):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def until_somebody_is_refused(storm: Storm) -> None:
    _until(storm, lambda: any(writer.refused for writer in storm.writers))


def until_refused(storm: Storm) -> None:
    _until(storm, lambda: all(writer.refused for writer in storm.writers))


def _until(storm: Storm, is_so: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < deadline, f"{storm.kept} kept, {storm.last_refusals()}"
        sleep(0.02)
