"""The site as processes of their own, as it runs in earnest: for what only real servers, killed or many, can show."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from time import monotonic, sleep
from typing import IO

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from roadmaps.accounts.models import Person
from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from tests.factories.accounts import a_sign_in

PATIENCE = 120
SERVE = """
import sys
from roadmaps.serving import serve
port, workers, threads = map(int, sys.argv[1:])
serve("127.0.0.1", port, workers=workers, threads=threads, when_ready=lambda: None)
"""


@dataclass
class SiteProcess:
    """A server on a database that has its tables. It can be killed with everything it started, and begun again."""

    database_url: str
    folder: Path
    port: int
    workers: int = 1
    threads: int = 40
    sockets: int = 30
    secret_key: str = "kept by the test, and long enough"
    environment: dict[str, str] = field(default_factory=dict)
    log: IO[str] | None = None
    program: str = SERVE
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def told(self) -> dict[str, str]:
        """Its settings."""
        return {
            "DATABASE_URL": self.database_url,
            "ROADMAPS_DATA": str(self.folder),
            "ROADMAPS_URL": self.address,
            "ROADMAPS_SECRET_KEY": self.secret_key,
            "ROADMAPS_LIVE_SOCKETS": str(self.sockets),
        }

    def begin(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.program, str(self.port), str(self.workers), str(self.threads)],
            env={**os.environ, **self.told, **self.environment},
            start_new_session=True,
            stderr=self.log,
        )
        deadline = monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, "the server ended by itself"
            assert monotonic() < deadline, "the server does not answer"
            sleep(0.05)

    def kill(self) -> None:
        """End it and all that it started, with no chance to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as an operator does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait(PATIENCE)
        self.process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return True
        except (OSError, urllib.error.URLError):
            return False


def app_of(server: SiteProcess, database: Database) -> Flask:
    """The application in this process, on the server's database and with its secret, to prepare what it will show."""
    settings = Settings(
        database_url=server.database_url,
        secret_key=server.secret_key,
        data_dir=server.folder,
        base_url=server.address,
        is_testing=True,
    )
    return create_app(settings, database)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def signed_in(app: Flask, person: Person) -> tuple[str, str]:
    """A cookie with which a browser is signed in as the person, and the token that its requests carry.

    `app` has the same secret key as the server that is to believe it.
    """
    with app.extensions["units_of_work"].change() as database:
        _, token = a_sign_in(database, database.get_one(Person, person.id), at=now())
    with app.test_request_context():
        session.update(_user_id=token, _fresh=True)
        csrf = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}", csrf
