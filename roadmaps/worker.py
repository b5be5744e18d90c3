"""The worker: does what the site does by itself, in a process of its own beside those that serve pages.

Several may run, on one host or on many: one of them leads, and the others wait to take its place and help with what is
claimed piece by piece, such as letters.
"""

import logging
import os
import signal
import sys
from contextlib import suppress
from threading import Event
from types import FrameType
from typing import NoReturn

from flask import Flask
from sqlalchemy.exc import DBAPIError

from roadmaps.chores.beats import Beats
from roadmaps.foundation.clock import now
from roadmaps.web.background import Duties

log = logging.getLogger(__name__)

# What is being done when the process is told to stop may take so long to end; what takes longer is claimed anew by another.
PATIENCE_SECONDS = 8.0
LOOKS_EVERY_SECONDS = 0.5


def work(app: Flask) -> NoReturn:
    """Do it until told to stop, by SIGTERM or Ctrl-C, and then end within seconds."""
    duties: Duties = app.extensions["duties"]
    beats: Beats = app.extensions["beats"]
    told = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    beats.is_apart = True
    duties.begin_apart()
    # A signal that reaches another thread of the process wakes nobody up here: look now and then.
    while not told.wait(LOOKS_EVERY_SECONDS):
        pass
    if unfinished := duties.stop(PATIENCE_SECONDS):
        log.warning("ended before these were done: %s", ", ".join(unfinished))
    with suppress(DBAPIError):
        beats.take_leave(now())
    logging.shutdown()
    sys.stdout.flush()
    # Everything is kept. The interpreter would take seconds more to tear down what is in memory.
    os._exit(0)
