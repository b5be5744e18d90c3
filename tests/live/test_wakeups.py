"""Processes that tell each other through Redis that there is something to look at; and that do without it when it is away."""

import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest
from redis import Redis
from redis.exceptions import RedisError

from roadmaps.live.serving.wakeups import CHANNEL, Wakeups
from tests.processes import free_port

PATIENCE = 10
SERVERS = ("valkey-server", "redis-server")


@dataclass
class Server:
    """A real Redis or Valkey."""

    program: str
    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def begin(self) -> None:
        told = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([self.program, *told], stdout=subprocess.DEVNULL)
        until(self._answers)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)

    def listeners(self) -> int:
        with Redis.from_url(self.url) as redis:
            return int(dict(redis.pubsub_numsub(CHANNEL))[CHANNEL.encode()])

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.url) as redis:
                return bool(redis.ping())
        except RedisError:
            return False


class Ear:
    """What a process has heard."""

    def __init__(self) -> None:
        self.heard: list[UUID] = []
        self._has_heard = Event()

    def __call__(self, session_id: UUID) -> None:
        self.heard.append(session_id)
        self._has_heard.set()

    def waits(self) -> bool:
        is_heard = self._has_heard.wait(PATIENCE)
        self._has_heard.clear()
        return is_heard


def until(is_so: Callable[[], bool]) -> None:
    for _ in range(PATIENCE * 50):
        if is_so():
            return
        Event().wait(0.02)
    raise AssertionError("not in time")


@pytest.fixture(autouse=True)
def at() -> None:
    """Nothing stands still."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    program = next(filter(None, map(shutil.which, SERVERS)), None)
    if program is None:
        pytest.skip(f"NONE OF {', '.join(SERVERS)} ON THIS MACHINE: waking up by Redis was not tried")
    server = Server(program, tmp_path)
    yield server
    server.stop()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmaps.live.serving.wakeups.RETRY_SECONDS", 0.05)


def test_what_one_process_tells_another_hears_and_itself_does_not(server: Server, quick: None) -> None:
    server.begin()
    here, there = Ear(), Ear()
    mouth = Wakeups(server.url, here)
    mouth.start()
    Wakeups(server.url, there).start()
    until(lambda: server.listeners() == 2)
    about = uuid4()

    mouth.tell(about)

    assert there.waits()
    assert there.heard == [about]
    assert here.heard == []


def test_what_others_say_on_the_channel_harms_nobody(server: Server, quick: None) -> None:
    server.begin()
    ear, about = Ear(), uuid4()
    Wakeups(server.url, ear).start()
    until(lambda: server.listeners() == 1)

    with Redis.from_url(server.url) as redis:
        for said in (b"", b"\xff\xfe", b"x not-a-session", f"x {about}".encode()):
            redis.publish(CHANNEL, said)

    assert ear.waits()
    assert ear.heard == [about]


def test_a_server_that_goes_and_comes_back_is_found_again(
    server: Server, quick: None, caplog: pytest.LogCaptureFixture
) -> None:
    ear, about = Ear(), uuid4()
    mouth = Wakeups(server.url, Ear())

    with caplog.at_level(logging.WARNING):
        mouth.tell(uuid4())
        Wakeups(server.url, ear).start()
        until(lambda: bool(caplog.records))
    server.begin()
    until(lambda: server.listeners() == 2)
    mouth.tell(about)

    assert ear.waits()
    assert about in ear.heard
