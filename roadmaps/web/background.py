"""Work that a process does beside serving pages, such as emptying the outbox, in a thread of its own."""

import logging
import os
from collections.abc import Callable
from threading import Event, Lock, Thread

from flask import Flask

log = logging.getLogger(__name__)


class Background:
    """Does one thing again and again, with a pause between. Start one per process, after the process has been forked."""

    def __init__(self, name: str, act: Callable[[], object], *, pause_seconds: float) -> None:
        self._name = name
        self._act = act
        self._pause_seconds = pause_seconds
        self._stopped = Event()
        self._thread = Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_seconds: float = 30) -> None:
        """Finish what is at hand and end."""
        self._stopped.set()
        self._thread.join(timeout_seconds)

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                self._act()
            except Exception:
                log.exception("%s failed, and will be tried again", self._name)
            self._stopped.wait(self._pause_seconds)


def employ(app: Flask, name: str, act: Callable[[], object], *, pause_seconds: float) -> None:
    """Let each process that serves pages do this from its first request on.

    Not earlier: a server that forks its workers would leave the thread behind in the parent.
    """
    starting = Lock()
    employed: dict[int, Background] = {}

    def start_once() -> None:
        if os.getpid() in employed:
            return
        with starting:
            if os.getpid() not in employed:
                employed[os.getpid()] = Background(name, act, pause_seconds=pause_seconds)
                employed[os.getpid()].start()

    app.before_request(start_once)
