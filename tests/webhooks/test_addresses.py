"""Where nothing is ever sent: what is refused when it is typed, and what is refused when it is about to be sent."""

import socket

import pytest

from roadmaps.foundation.errors import Invalid
from roadmaps.webhooks.addresses import checked_address
from roadmaps.webhooks.posting import Failure, Post

SITE = "https://system.example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "http://system.example.org/",
        "ftp://system.example.org/",
        "file:///etc/passwd",
        "//system.example.org/",
        "system.example.org",
        "https://name:secret@system.example.org/",
        "https://system.example.org:8443/",
        "https://system.example.org:99999/",
        "https:///hook",
        "https://sys tem.example.org/",
        "https://system.example.org/\r\nHost: evil",
        "https://system.example.org\\@evil.example.org/",
        "https://127.0.0.1/",
        "https://10.0.0.5/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[fe80::1]/",
        "https://localhost/",
        "https://intranet/",
        "https://db.internal/",
        "https://printer.local/",
        "https://2130706433/",
        "https://127.1/",
        f"https://system.example.org/{'a' * 500}",
        "",
    ],
)
def test_addresses_that_nothing_is_sent_to_are_refused_when_they_are_typed(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_address(typed)

    assert "address" in refused.value.fields


def test_an_address_is_kept_as_it_was_typed() -> None:
    assert checked_address("https://System.example.org/a/B?c=d") == f"{SITE}/a/B?c=d"
    assert checked_address(SITE) == f"{SITE}/"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.5", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "fd00::1", "0.0.0.0"]
)
def test_a_name_that_leads_within_is_not_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    found = [(2, 1, 6, "", (one, 443)) for one in ("194.71.11.1", address)]
    monkeypatch.setattr("roadmaps.foundation.open_internet.getaddrinfo", lambda *_args, **_facts: found)

    assert Post().send(f"{SITE}/", b"{}", {}).failure is Failure.NOT_OPEN


def test_a_name_that_leads_elsewhere_a_moment_later_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, lines = list[str](), list[str]()

    def look_up(host: str, *_args: object, **_facts: object) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("194.71.11.1" if len(asked) == 1 else "127.0.0.1", 443))]

    def connect(place: tuple[str, int], *_args: object) -> socket.socket:
        lines.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("roadmaps.foundation.open_internet.getaddrinfo", look_up)
    monkeypatch.setattr("roadmaps.foundation.open_internet.create_connection", connect)

    assert Post().send(f"{SITE}/", b"{}", {}).failure is Failure.UNREACHABLE
    assert (asked, lines) == (["system.example.org"], ["194.71.11.1"])


def test_a_receiver_without_a_certificate_that_can_be_trusted_gets_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        listener.settimeout(3)

        answer = Post(is_local_allowed=True, seconds=1).send(f"https://127.0.0.1:{port}/", b"secret", {})

    assert answer.code is None
    assert answer.failure in {Failure.NO_CERTIFICATE, Failure.SLOW}
