"""A real process that makes files is killed, with no chance to tidy up, and another takes over."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.snapshots.exports.wish import Wish
from roadmaps.snapshots.models import ExportJob, JobState
from roadmaps.snapshots.rules import ask_for_files
from roadmaps.snapshots.working import make_waiting
from tests.factories.snapshots import AT, a_plan

PATIENCE = 60
MAKE = """
from roadmaps.app import create_app_from_environment
from roadmaps.snapshots.working import make_waiting
make_waiting(create_app_from_environment())
"""


def test_what_a_killed_process_was_making_is_made_by_another(fresh_database: Database, tmp_path: Path) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        plan = a_plan(session)
        wish = Wish.of({"format": ["pdf", "html", "json"]})
        job_id = ask_for_files(session, plan.roadmap, None, wish, actor=plan.leader, at=AT).id
    address = fresh_database.engine.url.render_as_string(hide_password=False)

    maker = subprocess.Popen(
        [sys.executable, "-c", MAKE], env={**os.environ, "ROADMAPS_DATA": str(tmp_path), "DATABASE_URL": address}
    )
    deadline = time.monotonic() + PATIENCE
    while _state(fresh_database, job_id) is not JobState.WORKING and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(maker.pid, signal.SIGKILL)
    assert maker.wait(PATIENCE) == -signal.SIGKILL

    # Nobody takes it while the lease holds; when it has run out, whoever comes next does.
    with fresh_database.reading() as session:
        leased_until = session.get_one(ExportJob, job_id).leased_until
    assert leased_until is not None
    settings = Settings(
        database_url=address, secret_key="kept by the test, and long enough", data_dir=tmp_path, is_testing=True
    )
    app = create_app(settings, fresh_database)
    assert make_waiting(app, lambda: leased_until - timedelta(seconds=1)) == 0
    assert make_waiting(app, lambda: leased_until) == 1

    with fresh_database.reading() as session:
        job = session.get_one(ExportJob, job_id)
        assert (job.state, job.attempts, job.made) == (JobState.DONE, 2, 3)
        assert job.content is not None


def _state(database: Database, job_id: object) -> JobState:
    with database.reading() as session:
        return session.get_one(ExportJob, job_id).state
