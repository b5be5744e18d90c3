"""Serving the site with gunicorn, as `roadmaps run` does. A larger installation may start gunicorn itself, on ``wsgi:app``."""

import ctypes
import fcntl
import gc
import logging
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from roadmaps.app import create_app_from_environment, make_ready
from roadmaps.config import Settings
from roadmaps.config.lines import overheard
from roadmaps.web import arrival, logs, metrics

log = logging.getLogger(__name__)

# Gunicorn reads this too. The application is made once, in its master, and the processes that serve pages share its memory.
preload_app = True
# Each web socket holds a thread for as long as it lasts. However many want one, so many threads answer pages.
THREADS_FOR_PAGES = 4
_FIGURES = "fardplan-figures-"
# As malloc.h of glibc calls it; other C libraries know no such thing.
_M_ARENA_MAX = -8
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes its own unguessable names there


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def shown(host: str) -> str:
    """The host as it stands in an address that a browser on this machine can follow."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - every address of this machine, named by the operator
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def sockets_beside_pages(threads: int) -> int:
    """How many web sockets a process with so many threads may hold when nothing else is said."""
    return min(threads * 3 // 5, max(0, threads - THREADS_FOR_PAGES))


def post_worker_init(worker: Any) -> None:
    """Let the process learn when it is told to stop: its web sockets are then closed, and their readers go elsewhere.

    What it does beside pages begins now, also when nobody comes: letters go out at night too.
    Gunicorn calls this in each process, also when it is started by hand with ``-c python:roadmaps.serving``.
    """
    arrival.arrivals_of(worker.wsgi).spare(worker.cfg.threads - worker.wsgi.extensions["settings"].live_sockets)
    worker.wsgi.extensions["live"].stop_when(lambda: not worker.alive)
    worker.wsgi.extensions["duties"].begin_beside_pages()


def on_starting(server: Any) -> None:
    """Let the application find what each process would have to find, and leave all of it where it is: it is shared.

    A process that takes the place of another is there a moment later, too.
    """
    _keep_heaps_few()
    for sentence in overheard(Settings.from_environment()):
        server.log.warning(sentence)
    on_reload(server)


def on_reload(server: Any) -> None:
    """Share the application with the processes to come, as it is from now on."""
    make_ready(server.app.wsgi())
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, worker: Any) -> None:
    """A process has connections of its own; should its parent have had any, they stay the parent's."""
    worker.app.wsgi().extensions["units_of_work"].database.leave_to_parent()


def _keep_heaps_few() -> None:
    """The C library gives threads heaps of their own, up to eight for each core, and hands little back from any of them."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def child_exit(_server: Any, worker: Any) -> None:
    """Let the figures know that a process has ended. Gunicorn calls this in its master."""
    metrics.forget_process(worker.pid)


class QuietLogger(Logger):  # type: ignore[misc] # gunicorn has no types
    """Hands what the server says to the program's own log, which knows what may be told."""

    def setup(self, cfg: Any) -> None:
        """As the server's, but with no handler of its own."""
        super().setup(cfg)
        logs.set_up(Settings.from_environment().log_style)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


logger_class = QuietLogger
# Proxies on this machine pass on what readers send: nobody but the settings says where the site is.
forwarder_headers = ""


@contextmanager
def _figures_of_all_processes() -> Iterator[None]:
    """A folder, as long as the server runs, where its processes write figures that any of them can add up."""
    if metrics.is_folder(os.environ.get(metrics.FOLDER)):
        yield
        return
    place = _IN_MEMORY if _IN_MEMORY.is_dir() else Path(tempfile.gettempdir())
    _sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=_FIGURES, dir=place))
    os.environ[metrics.FOLDER] = str(folder)
    made_by, new = os.getpid(), folder / "new"
    with new.open("w") as held:
        # As long as the server or one of its processes lives, nobody else can take the lock; only then can it be found.
        fcntl.flock(held, fcntl.LOCK_EX)
        new.rename(folder / "held")
        try:
            yield
        finally:
            # A process that leaves the server comes by here too, and the others go on.
            if os.getpid() == made_by:
                shutil.rmtree(folder, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Remove what servers have left that were ended without a chance to tidy up."""
    for left in place.glob(f"{_FIGURES}*/held"):
        with suppress(OSError), left.open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left.parent, ignore_errors=True)


def serve(host: str, port: int, *, workers: int, threads: int, when_ready: Callable[[], None]) -> None:
    """Serve until told to stop; whoever waits for an answer then gets a few seconds to have it."""
    with _figures_of_all_processes():
        _run(host, port, workers=workers, threads=threads, when_ready=when_ready)


def _run(host: str, port: int, *, workers: int, threads: int, when_ready: Callable[[], None]) -> None:
    _Server(
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "worker_class": "gthread",
            "workers": workers,
            "threads": threads,
            "graceful_timeout": 3,
            "timeout": 60,
            "loglevel": "warning",
            "worker_tmp_dir": str(_IN_MEMORY) if _IN_MEMORY.is_dir() else None,
            "control_socket_disable": True,
            "forwarder_headers": forwarder_headers,
            "when_ready": lambda _server: when_ready(),
            "post_worker_init": post_worker_init,
            "preload_app": preload_app,
            "on_starting": on_starting,
            "on_reload": on_reload,
            "post_fork": post_fork,
            "child_exit": child_exit,
            "logger_class": QuietLogger,
        }
    ).run()


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn, told by this program instead of a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application, in the master."""
        return create_app_from_environment()

    def reload(self) -> None:
        """Told to begin anew, by the settings as they are now; the program itself stays the one that was started."""
        try:
            self.callable = self.load()
        except Exception:
            log.exception("the application cannot be made by the settings as they are now, and goes on by those before")
        super().reload()
