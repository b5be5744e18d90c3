"""Receivers on this machine that answer as they like, and webhooks that lead to them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.sealing import Seal
from roadmaps.webhooks import rules
from roadmaps.webhooks.happenings import CHOICES, Happening
from roadmaps.webhooks.models import Webhook
from roadmaps.webhooks.rules.keeping import Wish

SEAL = Seal("kept by the tests", "webhooks")
ADDRESS = "https://system.example.org/fardplan"


@dataclass
class Received:
    """One message as it came."""

    headers: dict[str, str]
    body: bytes
    path: str = "/"

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """A system that takes messages. `codes` are what it answers, one after the other; then 204."""

    address: str = ""
    received: list[Received] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], object] = lambda: None

    @property
    def numbers(self) -> list[int]:
        return [one.told["number"] for one in self.received]


@contextmanager
def a_receiver(*codes: int, **headers: str) -> Iterator[Receiver]:
    """A real server on this machine."""
    receiver = Receiver(codes=list(codes), headers={name.replace("_", "-"): value for name, value in headers.items()})

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(Received({k.lower(): v for k, v in self.headers.items()}, body, self.path))
            receiver.meanwhile()
            self.send_response(receiver.codes.pop(0) if receiver.codes else 204)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    receiver.address = f"http://127.0.0.1:{server.server_port}/hook"
    yield receiver
    server.shutdown()
    server.server_close()


@dataclass
class Clock:
    """A clock that goes on when it is told to."""

    moment: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **by: float) -> None:
        self.moment += timedelta(**by)


def a_webhook(
    session: Session,
    owner: Actor,
    *areas: UUID,
    address: str = ADDRESS,
    happenings: tuple[Happening, ...] = CHOICES,
    organisation_id: UUID | None = None,
    at: datetime | None = None,
    seal: Seal = SEAL,
) -> tuple[Webhook, str]:
    """A system that is told, and its secret."""
    wish = Wish("Diariet", address, happenings, areas, organisation_id)
    return rules.set_up(session, wish, seal=seal, at=at or datetime.now(UTC), actor=owner)
