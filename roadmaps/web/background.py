"""Work that is done again and again beside serving pages, such as emptying the outbox, each sort in a thread of its own.

A room that has such work says so with `employ`. Who does it is decided by where the site's own work is done: in the
processes that serve pages, or in `roadmaps worker` alone.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from threading import Event, Lock, Thread
from time import monotonic

from flask import Flask

from roadmaps.foundation.circumstances import Circumstances, Entrance, under
from roadmaps.foundation.clock import now

log = logging.getLogger(__name__)

# How soon whoever does not lead asks again whether it does, and how long work that fails is left alone at most.
ASKS_AGAIN_SECONDS = 2.0
LONGEST_PAUSE_AFTER_FAILURE = 20.0
MOST_DOUBLINGS = 5


class By(Enum):
    """Which processes do a sort of work."""

    PAGES = auto()
    """Each process that serves pages: it sees to those who are served by it."""
    ANY = auto()
    """Each process that does the site's own work; what there is to do is claimed piece by piece."""
    LEADER = auto()
    """Of all the processes that do the site's own work, on all hosts, one at a time."""


class Background:
    """Does one thing again and again, with a pause between. Start one per process, after the process has been forked.

    :param may_act: asked before each turn; while it says no, nothing is done
    """

    def __init__(
        self,
        name: str,
        act: Callable[[], object],
        *,
        pause_seconds: float,
        may_act: Callable[[], bool] | None = None,
    ) -> None:
        self.name = name
        self._act = act
        self._pause_seconds = pause_seconds
        self._may_act = may_act
        self._stopped = Event()
        self._failures = 0
        self._thread = Thread(target=self._work, name=name, daemon=True)
        self.began_at: datetime | None = None
        self.turned_at: datetime | None = None
        self.failed_at: datetime | None = None
        self.last_error = ""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_seconds: float = 30) -> None:
        """Finish what is at hand and end."""
        self.stop_soon()
        self._thread.join(timeout_seconds)

    def stop_soon(self) -> None:
        """Begin nothing more."""
        self._stopped.set()

    @property
    def is_over(self) -> bool:
        """Whether the thread has ended."""
        return not self._thread.is_alive()

    def _work(self) -> None:
        while not self._stopped.is_set():
            self._stopped.wait(self._turn())

    def _turn(self) -> float:
        """Do it once, if it may be done here; return how long to pause then."""
        try:
            with under(Circumstances(Entrance.BACKGROUND, self.name)):
                if self._may_act is not None and not self._may_act():
                    self._failures = 0
                    return min(self._pause_seconds, ASKS_AGAIN_SECONDS)
                self.began_at = now()
                self._act()
        except Exception as error:
            log.exception("%s failed, and will be tried again", self.name)
            self.began_at, self.failed_at, self.last_error = None, now(), f"{type(error).__name__}: {error}"
            self._failures = min(self._failures + 1, MOST_DOUBLINGS)
            backing_off = min(self._pause_seconds * (1 << self._failures), LONGEST_PAUSE_AFTER_FAILURE)
            return max(self._pause_seconds, backing_off)
        self.began_at, self.turned_at, self.failed_at, self.last_error = None, now(), None, ""
        self._failures = 0
        return self._pause_seconds


@dataclass(frozen=True)
class Sort:
    """A sort of work, as a room has told of it."""

    name: str
    act: Callable[[], object]
    pause_seconds: float
    by: By


class Duties:
    """All the work of one application, and the threads of this process that do it."""

    def __init__(self, *, is_worker_apart: bool) -> None:
        self.sorts: list[Sort] = []
        self.is_worker_apart = is_worker_apart
        # Until somebody tells who leads, whoever asks does.
        self.leads: Callable[[], bool] = lambda: True
        self.give_up_leading: Callable[[], None] = lambda: None
        self._starting = Lock()
        self._process_id: int | None = None
        self.running: list[Background] = []

    def add(self, sort: Sort) -> None:
        """Let it be done from the start of the process on."""
        self.sorts.append(sort)

    def begin_beside_pages(self) -> None:
        """Do what a process that serves pages has to do. It has begun already after the first call in each process."""
        if self._process_id != os.getpid():
            wanted = {By.PAGES} if self.is_worker_apart else set(By)
            self._begin(wanted)

    def begin_apart(self) -> None:
        """Do what `roadmaps worker` has to do."""
        self._begin({By.ANY, By.LEADER})

    def stop(self, timeout_seconds: float) -> list[str]:
        """Finish what is at hand and end, all at once; return the names of those that would take longer."""
        for one in self.running:
            one.stop_soon()
        ends_at = monotonic() + timeout_seconds
        for one in self.running:
            one.stop(max(0.0, ends_at - monotonic()))
        self.give_up_leading()
        return [one.name for one in self.running if not one.is_over]

    def _begin(self, wanted: set[By]) -> None:
        with self._starting:
            if self._process_id == os.getpid():
                return
            self._process_id = os.getpid()
            self.running = [self._background(one) for one in self.sorts if one.by in wanted]
            for one in self.running:
                one.start()

    def _background(self, sort: Sort) -> Background:
        leads = (lambda: self.leads()) if sort.by is By.LEADER else None  # noqa: PLW0108 - who leads may be told later
        return Background(sort.name, sort.act, pause_seconds=sort.pause_seconds, may_act=leads)


def duties_of(app: Flask) -> Duties:
    """The application's. Its processes for pages begin with the first request, if not earlier.

    Not when it is put together: a server that forks its workers would leave the threads behind in the parent.
    """
    if "duties" not in app.extensions:
        settings = app.extensions.get("settings")
        own = app.extensions["duties"] = Duties(is_worker_apart=settings is not None and settings.is_worker_apart)
        app.before_request(own.begin_beside_pages)
    duties: Duties = app.extensions["duties"]
    return duties


def employ(app: Flask, name: str, act: Callable[[], object], *, pause_seconds: float, by: By = By.ANY) -> None:
    """Let this be done again and again, with a pause between, by some or all processes of the site.

    :param name: told in the journal and kept in the database: give it words in `roadmaps.audit.words.own_work`
    """
    duties_of(app).add(Sort(name, act, pause_seconds, by))
