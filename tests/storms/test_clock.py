"""The clock of the machine jumps under running processes: an hour back, as when it is set right, and a day ahead."""

from datetime import UTC, datetime
from pathlib import Path
from time import sleep

from sqlalchemy import select

from roadmaps.foundation.database import Database
from roadmaps.revisions.models import Revision
from roadmaps.roadmap.models import Roadmap
from tests.notifications.conftest import PostOffice
from tests.processes import SiteProcess
from tests.storms.test_killed import all_letters_arrive
from tests.storms.world import World, a_world
from tests.storms.writing import Line, Storm

# Each process follows a file that says by how many seconds its clock is wrong.
SERVE_BY_THAT_CLOCK = """
import os, sys, threading, time
import time_machine
from pathlib import Path

CLOCK = Path(os.environ["TEST_CLOCK"])

def follow():
    wrong, traveller = 0.0, None
    while True:
        told = float(CLOCK.read_text() or 0)
        if told != wrong:
            if traveller:
                traveller.stop()
            traveller = time_machine.travel(time.time() + told, tick=True)
            traveller.start()
            wrong = told
        time.sleep(0.02)

os.register_at_fork(after_in_child=lambda: threading.Thread(target=follow, daemon=True).start())
from roadmaps.serving import serve
port, workers, threads = map(int, sys.argv[1:])
serve("127.0.0.1", port, workers=workers, threads=threads, when_ready=lambda: None)
"""
HOUR, DAY = 3600.0, 86_400.0


def test_a_clock_that_jumps_breaks_no_order_and_signs_nobody_out(
    server: SiteProcess, fresh_database: Database, office: PostOffice, tmp_path: Path
) -> None:
    clock = tmp_path / "clock"
    clock.write_text("0")
    server.program, server.environment["TEST_CLOCK"] = SERVE_BY_THAT_CLOCK, str(clock)
    server.begin()
    world, anybody = a_world(server, fresh_database), Line(server.address)

    for wrong in (0.0, -HOUR, DAY, 0.0):
        temporary = tmp_path / "clock.new"
        temporary.write_text(str(wrong))
        temporary.replace(clock)
        sleep(0.3)
        with Storm(world.writers) as storm:
            storm.until_more_is_kept(storm.kept, least=8)
        until_written_at(world, wrong)
        for path in (f"/areas/{slug_of(world)}/roadmap", f"/areas/{slug_of(world)}/roadmap/history"):
            assert anybody.get(path).status == 200, (path, wrong)
    server.stop()

    assert not [answer.status for one in world.writers for _mark, answer in one.refused], "somebody was turned away"
    world.holds()
    all_letters_arrive(world, office)


def until_written_at(world: World, wrong: float) -> None:
    """The newest revision was written by the clock as it is wrong now."""
    told = newest(world)
    assert abs((told - datetime.now(UTC)).total_seconds() - wrong) < 60, (told, wrong)


def newest(world: World) -> datetime:
    with world.database.reading() as session:
        return session.scalars(select(Revision.written_at).order_by(Revision.number.desc()).limit(1)).one()


def slug_of(world: World) -> str:
    with world.database.reading() as session:
        return session.get_one(Roadmap, world.roadmap_id).area.slug
