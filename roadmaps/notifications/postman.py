"""The thread that empties the outbox while a process serves pages."""

import logging
import os
from collections.abc import Callable
from datetime import datetime
from threading import Event, Lock, Thread

from flask import Flask

from roadmaps.foundation.clock import now
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.delivery import deliver_due
from roadmaps.notifications.letters import SITE_NAME
from roadmaps.notifications.smtp import SmtpTransport, Transport

log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0


class Postman:
    """Looks into the outbox every few seconds. Start one per process, after the process has been forked."""

    def __init__(
        self,
        units: UnitsOfWork,
        transport: Transport,
        clock: Callable[[], datetime],
        *,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        self._units = units
        self._transport = transport
        self._clock = clock
        self._pause_seconds = pause_seconds
        self._stopped = Event()
        self._thread = Thread(target=self._work, name="postman", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_seconds: float = 30) -> None:
        """Finish the letter at hand and end."""
        self._stopped.set()
        self._thread.join(timeout_seconds)

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                deliver_due(self._units, self._transport, self._clock)
            except Exception:
                log.exception("the outbox could not be read; trying again")
            self._stopped.wait(self._pause_seconds)


def employ(app: Flask) -> None:
    """Let each process that serves pages have a postman from its first request on, if there is a mail server.

    Not earlier: a server that forks its workers would leave the thread behind in the parent.
    """
    settings = app.extensions["settings"]
    if settings.is_testing or not settings.mail_url:
        return
    transport = SmtpTransport.of(settings, SITE_NAME)
    starting = Lock()
    employed: dict[int, Postman] = {}

    def start_once() -> None:
        if os.getpid() in employed:
            return
        with starting:
            if os.getpid() not in employed:
                employed[os.getpid()] = Postman(app.extensions["units_of_work"], transport, now)
                employed[os.getpid()].start()

    app.before_request(start_once)
