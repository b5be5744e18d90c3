"""Figures about the serving of pages, for Prometheus: by door, never by address, so that they tell of nobody.

With several processes each writes its figures into files of a folder that all of them share (`PROMETHEUS_MULTIPROC_DIR`,
which `roadmaps run` makes), and whichever is asked adds them up.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from flask import Flask, current_app
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Figures:
    """What one process counts."""

    def __init__(self) -> None:
        self._folder = os.environ.get(FOLDER)
        # The library chooses when it is imported; here the folder may have been made after that.
        values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]
        self._own = own = CollectorRegistry()
        self._requests = Counter(
            "fardplan_requests", "Requests answered", ["endpoint", "method", "status"], registry=own
        )
        self._seconds = Histogram(
            "fardplan_request_seconds", "Time until an answer was ready", ["endpoint"], buckets=_BUCKETS, registry=own
        )
        self._cpu = Counter(
            "fardplan_request_cpu_seconds", "Processor time of the thread that answered", ["endpoint"], registry=own
        )
        self.repeated = Counter(
            "fardplan_requests_repeated", "Requests done once more after a deadlock or a lost connection", registry=own
        )
        self.troubles = Counter("fardplan_troubles", "Answers that told of a passing trouble", ["sort"], registry=own)
        self.sockets = Gauge(
            "fardplan_live_sockets", "Web sockets that are open", registry=own, multiprocess_mode="livesum"
        )
        self._connections = Gauge(
            "fardplan_database_connections_used",
            "Connections to the database that are in use",
            registry=own,
            multiprocess_mode="livesum",
        )
        # Finding the figure of a door by its labels takes longer than adding to it.
        self._answered: dict[tuple[str, str, int], Counter] = {}
        self._spent: dict[str, tuple[Histogram, Counter]] = {}

    def count(self, endpoint: str, method: str, status: int, *, seconds: float, cpu_seconds: float) -> None:
        """Note one request."""
        key = (endpoint, method, status)
        if (answered := self._answered.get(key)) is None:
            answered = self._answered[key] = self._requests.labels(endpoint, method, str(status))
        answered.inc()
        if (spent := self._spent.get(endpoint)) is None:
            spent = self._spent[endpoint] = (self._seconds.labels(endpoint), self._cpu.labels(endpoint))
        spent[0].observe(seconds)
        spent[1].inc(cpu_seconds)

    def watch(self, engine: Engine) -> None:
        """Count the connections of an engine."""
        pool = engine.pool
        if not isinstance(pool, QueuePool):
            return

        def look(*_of_the_connection: object) -> None:
            self._connections.set(pool.checkedout())

        event.listen(pool, "checkout", look)
        event.listen(pool, "checkin", look)

    def shown(self, *more: Collector) -> bytes:
        """All figures, those of all processes of this server added up, and what the given ones collect besides."""
        registry = CollectorRegistry()
        if self._folder:
            MultiProcessCollector(registry, self._folder)  # type: ignore[no-untyped-call]
        else:
            registry.register(cast(Collector, _Whole(self._own)))
        for one in more:
            registry.register(one)
        return generate_latest(registry)


class _Whole(Collector):
    """What another registry collects."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterable[Metric]:
        return self._registry.collect()


def figures() -> Figures:
    """Those of the application."""
    return cast(Figures, current_app.extensions["figures"])


def forget_process(number: int) -> None:
    """A process has ended: what it held open is open no more. What it counted stays."""
    if folder := os.environ.get(FOLDER):
        mark_process_dead(number, folder)  # type: ignore[no-untyped-call]


def is_folder(path: str | None) -> bool:
    """Whether figures of several processes can be added up there."""
    return bool(path) and Path(str(path)).is_dir()


def register(app: Flask) -> None:
    """Let the application count."""
    own = app.extensions["figures"] = Figures()
    own.watch(app.extensions["units_of_work"].database.engine)
