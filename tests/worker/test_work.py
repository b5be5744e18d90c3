"""The worker, as a process: it does what pages leave to it, another takes its place, and it ends when it is told to."""

from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import select

from roadmaps.chores.models import Duty, Worker
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.models import OutgoingMail
from tests.factories.notifications import AT, a_mail
from tests.notifications.conftest import PostOffice, office
from tests.processes import SiteProcess, free_port
from tests.worker.processes import WorkerProcess, address_of, environment_of, wait_until

SOON = 15.0


post_office = office


@pytest.fixture(autouse=True)
def at() -> None:
    """Here the clock goes on: processes have their own."""


def leaders(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(select(Worker.process_id).where(Worker.leads)))


def sent(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(OutgoingMail).where(OutgoingMail.sent_at.is_not(None))).all())


def test_pages_that_leave_the_work_to_a_worker_send_no_letter_and_the_worker_does(
    fresh_database: Database,
    post_office: PostOffice,
    tmp_path: Path,
) -> None:
    more = {"ROADMAPS_WORKER": "separate", "ROADMAPS_MAIL": f"smtp://127.0.0.1:{post_office.port}"}
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        a_mail(session, expires_at=AT + timedelta(days=36_500))
    site = SiteProcess(address_of(fresh_database), tmp_path, free_port(), environment=more)
    site.begin()
    worker = None
    try:
        began = monotonic()
        while monotonic() - began < 3:
            assert sent(fresh_database) == 0

        worker = WorkerProcess(environment_of(fresh_database, tmp_path, **more))
        wait_until(lambda: sent(fresh_database) == 1, "the letter has left")
        wait_until(lambda: bool(leaders(fresh_database)), "the worker says that it leads")
        asked_at = monotonic()
        assert worker.stop() == 0
        assert monotonic() - asked_at < SOON
        assert len(post_office.received) == 1
        with fresh_database.reading() as session:
            assert session.scalars(select(Worker)).all() == []
            assert session.get_one(Duty, "chores").turned_at is not None
    finally:
        site.stop()
        if worker is not None and worker.process.poll() is None:
            worker.kill()


def test_when_the_leader_is_killed_another_takes_its_place(fresh_database: Database, tmp_path: Path) -> None:
    environment = environment_of(fresh_database, tmp_path, ROADMAPS_WORKER="separate")
    workers = [WorkerProcess(environment) for _ in range(2)]
    by_process = {one.process.pid: one for one in workers}
    try:
        wait_until(lambda: len(leaders(fresh_database)) == 1, "one leads")
        first = leaders(fresh_database)[0]

        by_process[first].kill()

        other = next(pid for pid in by_process if pid != first)
        wait_until(lambda: other in leaders(fresh_database), "the other leads")
        assert by_process[other].stop() == 0
    finally:
        for one in workers:
            if one.process.poll() is None:
                one.kill()
