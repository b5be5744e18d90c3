"""Running a program that writes a file, with limits of time and memory: no paper, however odd, can stall the site.

The command is fixed by whoever calls; what comes from people goes in on standard input, and the file comes out on
standard output. The program gets no environment to speak of, and yields to the site's own processes.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say

AT_ONCE = 2
SECONDS_IN_THE_QUEUE = 20.0
_HOUSE = Path(__file__).parents[2]
# Shells know how to set limits before a program begins; not every system has a limit of memory.
_CONFINED = 'ulimit -v "$1" 2>/dev/null; ulimit -t "$2"; ulimit -c 0; shift 2; exec nice -n 5 "$@"'
_SIGNALS_OF_A_LIMIT = (signal.SIGXCPU, signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGTRAP)
_WORDS_OF_A_LIMIT = (
    b"MemoryError",
    b"memory allocation",
    b"heap exhausted",
    b"out of memory",
    b"Cannot allocate memory",
)
_EXCERPT = 2_000


@dataclass(frozen=True)
class Limits:
    """What a program may use: seconds of processor time, seconds on the wall, megabytes of address space."""

    processor_seconds: int = 60
    seconds: int = 120
    megabytes: int = 2_000


LIMITS = Limits()


class TooMuch(Invalid):
    """The program needed more than it may use. The same paper may fit with less in it."""


class Busy(TooMuch):
    """No place came free in time. The same paper can be made a little later."""


class Failed(Exception):
    """The program ended in error, for a reason of its own: a fault to be looked into, not one of whoever asked."""


class Places:
    """How many programs of one sort may run at the same time."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = BoundedSemaphore(at_once)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """:raises Busy: when no place comes free in time."""
        if not self._free.acquire(timeout=SECONDS_IN_THE_QUEUE):
            raise Busy(say("Many files are being made just now. Try again in a few minutes."))
        try:
            yield
        finally:
            self._free.release()


_PLACES = Places()


def run(command: Sequence[str], request: bytes, limits: Limits = LIMITS, places: Places = _PLACES) -> bytes:
    """What the program writes when given the request.

    :raises TooMuch: when it needs more than the limits
    :raises Busy: when no place comes free in time
    :raises Failed: when it ends in error; carries the end of what it complained of
    """
    with places.taken():
        return _run(command, request, limits)


def run_module(module: str, request: bytes, limits: Limits = LIMITS, places: Places = _PLACES) -> bytes:
    """The same, for a module of this house: `python -m roadmaps.papers.…`."""
    return run((sys.executable, "-m", module), request, limits, places)


def _run(command: Sequence[str], request: bytes, limits: Limits) -> bytes:
    confined = [
        "/bin/sh",
        "-c",
        _CONFINED,
        "sh",
        str(limits.megabytes * 1_000),
        str(limits.processor_seconds),
        *command,
    ]
    with subprocess.Popen(  # noqa: S603 - a fixed command, and no part of it is somebody's text
        confined,
        cwd=_HOUSE,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            written, complaint = process.communicate(request, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise _too_much() from None
        finally:
            _end(process)
    if process.returncode == 0:
        return written
    if -process.returncode in _SIGNALS_OF_A_LIMIT or any(words in complaint for words in _WORDS_OF_A_LIMIT):
        raise _too_much()
    raise Failed(f"{command[0]} ended with {process.returncode}: {complaint[-_EXCERPT:].decode(errors='replace')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop whatever it has started too; it leads a group of its own."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _too_much() -> TooMuch:
    return TooMuch(say("The file became too large to be made. Choose fewer parts, or another format."))
