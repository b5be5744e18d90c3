"""Serving the site with gunicorn, as `roadmaps run` does. A larger installation may start gunicorn itself, on ``wsgi:app``."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from roadmaps.app import create_app_from_environment

# Each web socket holds a thread for as long as it lasts. However many want one, so many threads answer pages.
THREADS_FOR_PAGES = 4
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

    Gunicorn calls this in each process, also when it is started by hand with ``-c python:roadmaps.serving``.
    """
    worker.wsgi.extensions["live"].stop_when(lambda: not worker.alive)


def serve(host: str, port: int, *, workers: int, threads: int, when_ready: Callable[[], None]) -> None:
    """Serve until told to stop; whoever waits for an answer then gets a few seconds to have it."""
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
            "when_ready": lambda _server: when_ready(),
            "post_worker_init": post_worker_init,
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
        """Make the application, in the process that will serve it."""
        return create_app_from_environment()
