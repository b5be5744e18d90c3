"""Asking other installations over the network: what is refused before, and what comes back in bad shape."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.open_internet import is_on_the_open_internet
from roadmaps.neighbours.addresses import data_address, is_secret, newest_address
from roadmaps.neighbours.arriving import fetched
from roadmaps.neighbours.client import MOST_BYTES, Fetcher
from roadmaps.neighbours.failures import Failure, FetchFailed
from tests.factories.neighbours import as_sent, the_data

SITE = "https://fardplan.example.org"
JSON = "Content-Type: application/json\r\n"


@pytest.fixture(autouse=True)
def at() -> None:
    """The network has a clock of its own."""


@contextmanager
def answering(act: Callable[[socket.socket], None], times: int = 1) -> Iterator[str]:
    """A site on this machine that answers as it likes, so many times at most."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.5)

    def serve() -> None:
        for _ in range(times):
            try:
                line, _ = listener.accept()
            except OSError:
                return
            line.settimeout(5)
            with line:
                line.recv(65_536)
                with suppress(OSError):
                    act(line)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/roadmap.json"
    listener.close()
    thread.join(5)


def saying(head: str, body: bytes = b"", status: str = "200 OK") -> Callable[[socket.socket], None]:
    told = f"HTTP/1.1 {status}\r\nConnection: close\r\n{head}\r\n".encode()
    return lambda line: line.sendall(told + body)


def failure_of(act: Callable[[socket.socket], None], seconds: float = 5, times: int = 1) -> Failure:
    with answering(act, times) as address, pytest.raises(FetchFailed) as failed:
        Fetcher(is_local_allowed=True, seconds=seconds).fetch(address)
    return failed.value.failure


@pytest.mark.parametrize(
    ("pasted", "data"),
    [
        ("/areas/skog", "/areas/skog/published.json"),
        ("/areas/skog/roadmap#block-1", "/areas/skog/published.json"),
        ("/areas/skog/snapshots/3", "/areas/skog/snapshots/3/files/json"),
        ("/areas/skog/snapshots/3/files/pdf?language=en", "/areas/skog/snapshots/3/files/json"),
        ("/shared/" + "a" * 43, "/shared/" + "a" * 43 + "/roadmap.json"),
        ("/data/skog.json?v=2", "/data/skog.json?v=2"),
    ],
)
def test_an_address_is_pasted_as_it_stands_in_the_browser(pasted: str, data: str) -> None:
    assert data_address(f" {SITE}{pasted} ") == SITE + data


@pytest.mark.parametrize(
    "typed",
    [
        "http://fardplan.example.org/areas/skog",
        "ftp://fardplan.example.org/areas/skog",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//fardplan.example.org/areas/skog",
        "fardplan.example.org/areas/skog",
        "https://name:secret@fardplan.example.org/areas/skog",
        "https://fardplan.example.org:8443/areas/skog",
        "https://fardplan.example.org:99999/",
        "https:///areas/skog",
        "https://fard plan.example.org/",
        "https://fardplan.example.org\\@evil.example.org/",
        "https://fardplan.example.org/\r\nHost: evil",
        "https://färdplan.example.org/",
        "https://[::1]/areas/skog",
        f"https://fardplan.example.org/{'a' * 500}",
        "",
    ],
)
def test_other_addresses_are_refused_before_anything_is_asked(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        data_address(typed)

    assert "address" in refused.value.fields


def test_newer_versions_are_looked_for_where_the_newest_is() -> None:
    assert newest_address(f"{SITE}/areas/skog/snapshots/3/files/json") == f"{SITE}/areas/skog/published.json"
    assert newest_address(f"{SITE}/areas/skog/published.json") == f"{SITE}/areas/skog/published.json"
    assert is_secret(f"{SITE}/shared/{'a' * 43}/roadmap.json")
    assert not is_secret(f"{SITE}/areas/skog/published.json")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.5",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.5",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "fec0::1",
        "192.88.99.1",
        "3fff::1",
        "192.0.0.9",
        "2a00:1450:400f:80d:0:5efe:7f00:1",
        "2a00:1450:400f:80d:200:5efe:7f00:1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_no_network_of_ones_own_is_on_the_open_internet(address: str) -> None:
    assert not is_on_the_open_internet(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "194.71.11.1", "2a00:1450:400f:80d::200e"])
def test_the_open_internet_is(address: str) -> None:
    assert is_on_the_open_internet(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1"])
def test_this_machine_is_not_asked(host: str) -> None:
    with pytest.raises(FetchFailed) as failed:
        Fetcher().fetch(f"https://{host}/areas/skog/published.json")

    assert failed.value.failure in {Failure.NOT_OPEN, Failure.UNREACHABLE}


def test_a_name_that_has_one_address_within_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 443)) for address in ("194.71.11.1", "10.0.0.5")]
    monkeypatch.setattr("roadmaps.foundation.open_internet.getaddrinfo", lambda *_args, **_facts: found)

    with pytest.raises(FetchFailed) as failed:
        Fetcher().fetch(f"{SITE}/areas/skog/published.json")

    assert failed.value.failure is Failure.NOT_OPEN


@pytest.mark.parametrize(
    ("head", "body", "status", "failure"),
    [
        ("Content-Type: text/html\r\n", b"<html>", "200 OK", Failure.NO_DATA),
        ("", b"{}", "200 OK", Failure.NO_DATA),
        (JSON, b"", "404 Not Found", Failure.MISSING),
        (JSON, b"", "403 Forbidden", Failure.MISSING),
        (JSON, b"", "500 Internal Server Error", Failure.REFUSED),
        (JSON + "Content-Encoding: gzip\r\n", b"\x1f\x8b", "200 OK", Failure.NOT_UNDERSTOOD),
        (JSON + f"Content-Length: {MOST_BYTES + 1}\r\n", b"{}", "200 OK", Failure.TOO_MUCH),
        (JSON, b" " * (MOST_BYTES + 1), "200 OK", Failure.TOO_MUCH),
        (JSON + "Content-Length: 100\r\n", b"{}", "200 OK", Failure.CUT_OFF),
        (JSON + "Transfer-Encoding: chunked\r\n", b"zz\r\n", "200 OK", Failure.CUT_OFF),
        ("Location: https://169.254.169.254/latest/\r\n", b"", "302 Found", Failure.ELSEWHERE),
        ("Location: file:///etc/passwd\r\n", b"", "302 Found", Failure.ELSEWHERE),
        ("Location: //evil.example.org/x\r\n", b"", "302 Found", Failure.ELSEWHERE),
    ],
)
def test_an_answer_in_bad_shape_is_told_and_not_kept(head: str, body: bytes, status: str, failure: Failure) -> None:
    assert failure_of(saying(head, body, status)) is failure


def test_a_site_that_leads_round_in_a_ring_is_left() -> None:
    assert failure_of(saying("Location: /again\r\n", status="302 Found"), seconds=30, times=9) is Failure.REFUSED


def test_a_redirect_within_the_site_is_followed() -> None:
    body, asked = as_sent(the_data()), list[int]()

    def act(line: socket.socket) -> None:
        asked.append(1)
        told = saying("Location: /moved.json\r\n", status="301 Moved") if len(asked) == 1 else saying(JSON, body)
        told(line)

    with answering(act, times=2) as address:
        answer = Fetcher(is_local_allowed=True).fetch(address)

    assert answer is not None
    assert answer.body == body


@pytest.mark.parametrize("part", ["nothing", "head", "body"])
def test_a_site_that_drips_is_cut_off_when_time_is_up(part: str) -> None:
    def drip(line: socket.socket) -> None:
        if part == "nothing":
            time.sleep(1.5)
            return
        begun = b"HTTP/1.1 200 OK\r\n" if part == "head" else f"HTTP/1.1 200 OK\r\n{JSON}\r\n".encode()
        line.sendall(begun)
        for _ in range(60):
            line.sendall(b"X" if part == "head" else b" ")
            time.sleep(0.05)

    began = time.monotonic()

    assert failure_of(drip, seconds=0.6) is Failure.SLOW
    assert time.monotonic() - began < 2.5


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with pytest.raises(FetchFailed) as failed:
        Fetcher(is_local_allowed=True).fetch(f"http://127.0.0.1:{port}/x")

    assert failed.value.failure is Failure.UNREACHABLE


def test_where_a_host_has_several_addresses_one_that_answers_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 0)) for address in ("127.0.0.2", "127.0.0.1")]
    monkeypatch.setattr("roadmaps.foundation.open_internet.getaddrinfo", lambda *_args, **_facts: found)

    with answering(saying(JSON, b"{}")) as address:
        answer = Fetcher(is_local_allowed=True).fetch(address)

    assert answer is not None
    assert answer.body == b"{}"


def test_what_came_is_held_against_the_hash_that_is_told_beside_it() -> None:
    wrong = "Repr-Digest: sha-256=:" + "A" * 43 + "=:\r\n"

    with answering(saying(JSON + wrong, as_sent(the_data()))) as address, pytest.raises(Invalid) as refused:
        fetched(Fetcher(is_local_allowed=True), address)

    assert "not what the other site says" in str(refused.value.fields["address"])


def test_what_came_is_held_against_the_hash_that_somebody_has() -> None:
    with answering(saying(JSON, as_sent(the_data()))) as address, pytest.raises(Invalid) as refused:
        fetched(Fetcher(is_local_allowed=True), address, expected="0" * 64)

    assert "sha256" in refused.value.fields
