"""The worker processes: started when first needed, asked by any thread, replaced when they end."""

import atexit
import os
import queue
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

WORKERS = 2
# The worker limits itself by processor time; this is for one that hangs without using any.
SECONDS_ON_THE_WALL = 10.0
_READ_AT_ONCE = 1 << 16
_HOUSE = Path(__file__).parents[3]


def ask(request: bytes) -> bytes:
    """The worker's answer; nothing when it ends over the request, twice if that was not for the time it took."""
    worker = _idle.get()
    try:
        for _ in range(2):
            if worker is None or worker.has_ended:
                worker = _Worker()
            if answer := worker.ask(request + b"\n"):
                return answer
            if worker.took_too_long:
                break
        return b""
    finally:
        _idle.put(worker)


class _Worker:
    """One process and the two pipes to it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "roadmaps.foundation.prose.worker"]
        # Unbuffered: nothing is left to be written twice when this process forks.
        self._process = subprocess.Popen(  # noqa: S603 - a fixed command
            command, cwd=_HOUSE, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        _living.add(self)

    @property
    def has_ended(self) -> bool:
        """Whether it was ended, by us or by whatever else."""
        if self._process.poll() is None:
            return False
        self.end()
        return True

    @property
    def took_too_long(self) -> bool:
        """Whether its own watch stopped it. Any other end says nothing of the text."""
        return self._process.returncode == -signal.SIGPROF

    def ask(self, request: bytes) -> bytes:
        """The line that answers; nothing when the process ended over the request."""
        watch = Timer(SECONDS_ON_THE_WALL, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            return self._exchange(request)
        except OSError:
            self.end()
            return b""
        finally:
            watch.cancel()

    def _exchange(self, request: bytes) -> bytes:
        assert self._process.stdin
        assert self._process.stdout
        rest = memoryview(request)
        while rest:
            rest = rest[self._process.stdin.write(rest) :]
        answer = bytearray()
        while not answer.endswith(b"\n"):
            part = os.read(self._process.stdout.fileno(), _READ_AT_ONCE)
            if not part:
                raise BrokenPipeError
            answer += part
        return bytes(answer)

    def end(self) -> None:
        """Stop the process."""
        self._close()
        self._process.kill()
        self._process.wait()
        _living.discard(self)

    def leave(self) -> None:
        """In a forked child: the process is its parent's, and must not wait for pipes that the child holds open."""
        self._close()
        self._process.returncode = 0

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


def _places() -> "queue.LifoQueue[_Worker | None]":
    """As many as there may be workers; none of them is filled."""
    places: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
    for _ in range(WORKERS):
        places.put(None)
    return places


_idle = _places()
_living: set[_Worker] = set()


def _stop() -> None:
    """End the workers with the process that asked them."""
    for worker in list(_living):
        worker.end()


def _after_fork() -> None:
    """A child begins with workers of its own."""
    global _idle  # noqa: PLW0603 - the places of this process
    _idle = _places()
    for worker in _living:
        worker.leave()
    _living.clear()


atexit.register(_stop)
os.register_at_fork(after_in_child=_after_fork)
