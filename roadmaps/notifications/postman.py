"""The thread that empties the outbox while a process serves pages."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.delivery import deliver_due
from roadmaps.notifications.smtp import Transport

log = logging.getLogger(__name__)

PAUSE_SECONDS = 10.0


class Postman:
    """Looks into the outbox every few seconds. Start one per process, after the process has been forked."""

    def __init__(
        self,
        units: UnitsOfWork,
        transport: Transport,
        now: Callable[[], datetime],
        *,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        self._units = units
        self._transport = transport
        self._now = now
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
                deliver_due(self._units, self._transport, self._now)
            except Exception:
                log.exception("the outbox could not be read; trying again")
            self._stopped.wait(self._pause_seconds)
