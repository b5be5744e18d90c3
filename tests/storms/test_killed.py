"""Processes are killed in the midst of a storm of writing, with no chance to tidy up: what was acknowledged is there."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic, sleep

from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.delivery import LEASE, deliver_due
from roadmaps.notifications.smtp import MailServer, SmtpTransport
from tests.notifications.conftest import PostOffice
from tests.processes import SiteProcess
from tests.storms.world import World, a_world
from tests.storms.writing import Storm

# On each of the two databases; fifty in all.
KILLS_OF_SERVING = 13
KILLS_OF_MASTERS = 2
KILLS_OF_WORKERS = 10
PATIENCE = 180.0
# Begins a worker anew whenever it ends, as systemd does, without importing everything each time.
KEEP_WORKING = """
import os
from roadmaps.app import create_app_from_environment, know_every_room
from roadmaps.worker import work
know_every_room()
while True:
    if (child := os.fork()) == 0:
        work(create_app_from_environment())
        os._exit(0)
    os.waitpid(child, 0)
"""


def test_processes_that_serve_are_killed_and_nothing_acknowledged_is_lost(
    server: SiteProcess, fresh_database: Database, office: PostOffice
) -> None:
    server.begin()
    world, chance = a_world(server, fresh_database), Random(11)

    with Storm(world.writers) as storm:
        for number in range(KILLS_OF_SERVING + KILLS_OF_MASTERS):
            storm.until_more_is_kept(storm.kept, least=3)
            sleep(chance.uniform(0, 0.1))
            if number % 8 == 7:
                server.kill()
                server.begin()
            else:
                kill_one_that_serves(server, chance)
        storm.until_more_is_kept(storm.kept, least=8)
    server.stop()

    world.holds()
    all_letters_arrive(world, office)


def test_workers_are_killed_while_they_send_and_every_letter_arrives(
    server: SiteProcess, fresh_database: Database, office: PostOffice
) -> None:
    server.workers, server.environment["ROADMAPS_WORKER"] = 1, "separate"
    server.begin()
    world, chance = a_world(server, fresh_database), Random(12)
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEP_WORKING],
        env={**os.environ, **server.told, **server.environment},
        start_new_session=True,
    )

    try:
        with Storm(world.writers):
            for _ in range(KILLS_OF_WORKERS):
                arrived = len(office.received)
                wait_until(lambda arrived=arrived: len(office.received) > arrived)
                sleep(chance.uniform(0, 0.05))
                for process in children_of(keeper.pid):
                    os.kill(process, signal.SIGKILL)
    finally:
        os.killpg(keeper.pid, signal.SIGKILL)
        keeper.wait()
    server.stop()

    world.holds()
    all_letters_arrive(world, office)


def kill_one_that_serves(server: SiteProcess, chance: Random) -> None:
    """One of those that answer pages, once there are all."""
    assert server.process is not None
    wait_until(lambda: len(serving(server)) >= server.workers)
    os.kill(chance.choice(serving(server)), signal.SIGKILL)


def serving(server: SiteProcess) -> list[int]:
    """The processes that the master has forked."""
    assert server.process is not None
    return children_of(server.process.pid)


def children_of(process: int) -> list[int]:
    """Those that it has begun."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def all_letters_arrive(world: World, office: PostOffice) -> None:
    """Every letter has come, and what came twice, after a kill between the yes and its note, is known by its number."""
    units = UnitsOfWork(world.database, Listeners())
    transport = SmtpTransport(MailServer.of(f"smtp://127.0.0.1:{office.port}"), "Färdplan <fardplan@example.org>")
    deliver_due(units, transport, lambda: now() + LEASE + timedelta(minutes=1))
    letters = world.letters()
    arrived = Counter(str(one["Message-ID"]) for one in office.received)
    assert set(arrived) == {letter.message_id for letter in letters}
    doubled = [number for number, times in arrived.items() if times > 1]
    tried_again = {letter.message_id for letter in letters if letter.attempts > 1}
    assert set(doubled) <= tried_again


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < deadline, "it does not come to that"
        sleep(0.01)
