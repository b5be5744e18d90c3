"""Who sends slowly, or never to the end, keeps nobody else waiting: on a real server, by lines that are left open."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from socket import create_connection, socket
from time import monotonic
from urllib.request import urlopen

import pytest

from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import TooMany
from roadmaps.web.arrival import Arrivals
from tests.databases import address_with_tables, drop
from tests.processes import SiteProcess, free_port

THREADS, SOCKETS = 12, 4
HURRIED = "import roadmaps.web.arrival as arrival\narrival.SECONDS = 1.0\n"


@pytest.fixture(autouse=True)
def at() -> None:
    """The server has a clock of its own, so nothing stands still."""


@pytest.fixture
def server(tmp_path: Path, database_of_the_run: None) -> Iterator[SiteProcess]:
    """A site that is asked directly, and waits for a second only."""
    database = Database(address_with_tables(tmp_path))
    url = database.engine.url.render_as_string(hide_password=False)
    server = SiteProcess(url, tmp_path, free_port(), threads=THREADS, sockets=SOCKETS)
    server.program = HURRIED + server.program
    server.begin()
    try:
        yield server
    finally:
        server.stop()
        drop(database)


def begun(server: SiteProcess, *, length: int = 5_000) -> socket:
    """A form of which only the beginning is sent."""
    line = create_connection(("127.0.0.1", server.port), timeout=30)
    line.sendall(
        f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {length}\r\n"
        "Accept-Language: en\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=".encode()
    )
    return line


def answered(line: socket) -> str:
    with line.makefile("rb") as told:
        return told.read().decode()


def test_many_forms_without_end_leave_room_for_those_who_read(server: SiteProcess) -> None:
    with ExitStack() as unfinished:
        for _ in range(10 * THREADS):
            unfinished.enter_context(begun(server))

        began = monotonic()
        for _ in range(5):
            with urlopen(f"{server.address}/", timeout=30) as answer:
                assert answer.status == 200

    assert monotonic() - began < 20


def test_a_form_that_never_ends_is_not_waited_for(server: SiteProcess) -> None:
    with begun(server) as line:
        answer = answered(line)

    assert answer.startswith("HTTP/1.1 408")
    assert "did not come here to the end in time" in answer


def test_a_form_in_two_parts_comes_whole(server: SiteProcess) -> None:
    rest = b"nobody%40example.org"
    with begun(server, length=len(b"email=" + rest)) as line:
        line.sendall(rest)
        answer = answered(line)

    # That its token is missing could nobody say who had not read it.
    assert answer.startswith("HTTP/1.1 400")
    assert "sent from another window" in answer


def test_of_one_address_not_all_places_are_taken() -> None:
    arrivals = Arrivals()
    arrivals.spare(8)
    with ExitStack() as taken:
        for _ in range(4):
            taken.enter_context(arrivals.place("192.0.2.1"))
        with pytest.raises(TooMany), arrivals.place("192.0.2.1"):
            pass
        for _ in range(2):
            taken.enter_context(arrivals.place("192.0.2.2"))
        with pytest.raises(TooMany), arrivals.place("192.0.2.3"):
            pass

    with arrivals.place("192.0.2.1"):
        pass
