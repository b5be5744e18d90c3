"""Asking the worker processes, and replacing those that were stopped."""

import atexit
import json
import os
import queue
import selectors
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from roadmaps.foundation.prose.limits import TooComplex, check_limits
from roadmaps.foundation.prose.tidying import tidy

RENDERER = 1
"""Version of the renderer; stored beside each rendered text, so that a newer one can find what to render again."""

WORKERS = 2
# The worker limits itself by processor time; this is for one that hangs without using any.
SECONDS_ON_THE_WALL = 10.0
_READ_AT_ONCE = 1 << 16


def render(text: str, *, links: Mapping[str, str] | None = None, heading_level: int = 3, unique: str = "") -> str:
    """Clean HTML of a Markdown text, fit to be stored and shown as it is.

    :param links: where the names in ``[[name]]`` lead; others link to the page that looks for them
    :param heading_level: the level, 1 to 6, that the text's highest heading gets
    :param unique: letters, digits and hyphens that make the names of footnotes unique on a page
    :raises TooComplex: when the text is too large or too tangled
    """
    text = tidy(text)
    if not text:
        return ""
    check_limits(text)
    request = {"text": text, "links": dict(links or {}), "heading_level": heading_level, "unique": unique}
    answer = _ask(json.dumps(request).encode() + b"\n")
    if answer is None or answer["html"] is None:
        raise TooComplex
    html: str = answer["html"]
    return html


class _Worker:
    """One process and the two pipes to it."""

    def __init__(self) -> None:
        self.made_by = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "roadmaps.foundation.prose.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def is_usable(self) -> bool:
        """Not after a fork, whose two sides would share the pipes, and not when it has ended."""
        return self.made_by == os.getpid() and self._process.poll() is None

    def ask(self, request: bytes) -> dict[str, Any] | None:
        """The answer, or None when the process ended or hung over the request."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
        except OSError:
            self.end()
            return None
        answer = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                if not selector.select(SECONDS_ON_THE_WALL):
                    self.end()
                    return None
                part = os.read(self._process.stdout.fileno(), _READ_AT_ONCE)
                if not part:
                    self.end()
                    return None
                answer += part
        found: dict[str, Any] = json.loads(answer)
        return found

    def end(self) -> None:
        """Stop the process and close its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


_idle: "queue.LifoQueue[_Worker | None]" = queue.LifoQueue()
for _ in range(WORKERS):
    _idle.put(None)


def _ask(request: bytes) -> dict[str, Any] | None:
    worker = _idle.get()
    try:
        if worker is None or not worker.is_usable:
            worker = _Worker()
        answer = worker.ask(request)
        if answer is None:
            worker = None
        return answer
    finally:
        _idle.put(worker)


def _stop() -> None:
    """End the workers with the process that asked them."""
    while not _idle.empty():
        worker = _idle.get_nowait()
        if worker is not None and worker.made_by == os.getpid():
            worker.end()


def _after_fork() -> None:
    """A child begins with workers of its own; those of its parent are left to the parent."""
    global _idle  # noqa: PLW0603 - the pool of this process
    _idle = queue.LifoQueue()
    for _ in range(WORKERS):
        _idle.put(None)


atexit.register(_stop)
os.register_at_fork(after_in_child=_after_fork)
