"""Workers as processes of their own, on a database that has its tables."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from roadmaps.foundation.database import Database

WORK = """
from roadmaps.app import create_app_from_environment
from roadmaps.worker import work
work(create_app_from_environment())
"""
PATIENCE = 90.0


def address_of(database: Database) -> str:
    """As an operator would write it."""
    return database.engine.url.render_as_string(hide_password=False)


def environment_of(database: Database, folder: Path, **more: str) -> Mapping[str, str]:
    """What a process of the site is told."""
    told = {"DATABASE_URL": address_of(database), "ROADMAPS_DATA": str(folder), "ROADMAPS_SECRET_KEY": "k" * 40}
    return {**os.environ, **told, **more}


@dataclass
class WorkerProcess:
    """One worker."""

    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", WORK], env=self.environment)

    def kill(self) -> None:
        """End it with no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        """Ask it to end, as an operator does; return its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(PATIENCE)


def wait_until(is_so: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> float:
    """Ask again and again; return how long it took."""
    began = monotonic()
    while not is_so():
        assert monotonic() - began < seconds, f"after {seconds} seconds it is not so that {what}"
        sleep(0.1)
    return monotonic() - began
