"""Who asks from elsewhere, too much or too often is told no, and the others write on."""

from collections.abc import Callable
from socket import create_connection
from time import monotonic
from urllib.parse import urlsplit

import pytest

from roadmaps.app import MOST_BYTES_SENT
from roadmaps.foundation.ids import new_id
from roadmaps.live.serving.talk import MOST_MESSAGE_BYTES
from tests.live.served.scene import SOCKETS, TEXT, Scene
from tests.live_page import Page


def test_other_sites_get_no_socket(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0]).join(writing.block)

    knock = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "a2V5",
    }
    for origin in ({"Origin": "https://elsewhere.example.org"}, {"Origin": "null"}, {}):
        assert page.ask("GET", f"{page.socket_path}?client={page.client}", headers={**knock, **origin}).status == 403
    page.listen().write(" Härifrån.")


def test_nothing_is_sent_after_the_farewell_of_a_socket(scene: Scene) -> None:
    address = urlsplit(scene.hosts[0].address)
    with create_connection((address.hostname, address.port), timeout=10) as line:
        line.sendall(
            f"GET /live/{new_id()}/socket?client=1&after=0 HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Origin: http://{address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        said = b""
        while received := line.recv(4096):
            said += received
            if b"\x88" in received:
                line.sendall(b"\x88\x80\0\0\0\0")

    _, _, frame = said.partition(b"\r\n\r\n")
    assert frame[0] == 0x88
    assert len(frame) == 2 + frame[1]


def test_nobody_listens_under_anothers_client_id(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    own = pages(writing.visitors[0]).join(writing.block)
    other = pages(writing.visitors[1]).join(writing.block)

    other.client = own.client
    other.listen()

    assert other.hear_the_end() == 4403


def test_above_the_cap_one_asks_and_pages_are_answered(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin(SOCKETS + 1)
    everyone = [pages(visitor, 0).join(writing.block) for visitor in writing.visitors]
    for page in everyone[:SOCKETS]:
        page.listen().write(" ord")

    last = everyone[-1].listen()

    assert last.hear_the_end() == 1013
    assert last.push(last.type(" ord")).status == 200
    last.poll()
    assert last.text.count(" ord") == SOCKETS + 1
    assert last.ask("GET", f"/areas/{writing.slug}/roadmap").status == 200
    everyone[0].leave()
    everyone[1].hear(lambda: len(everyone[1].people) == SOCKETS - 1)
    last.code = None
    last.listen().write(" plats")


def test_one_person_does_not_take_every_socket(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin(1)
    for number in range(8):
        pages(writing.visitors[0], 1).join(writing.block).listen().write(f" {number}")

    assert pages(writing.visitors[0], 1).join(writing.block).listen().hear_the_end() == 1013


@pytest.mark.parametrize(
    "said",
    [
        "no json",
        "[]",
        '{"type": "other"}',
        '{"type": "update", "id": 1}',
        '{"type": "update", "id": 1, "update": "%%"}',
    ],
)
def test_what_cannot_be_read_is_refused_and_harms_nobody(scene: Scene, pages: Callable[..., Page], said: str) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0]).join(writing.block).listen()

    page.say(said)
    page.hear(lambda: page.refused)

    assert page.refused[0]["final"] is True
    page.write(" Ändå.")


def test_a_frame_larger_than_any_update_ends_the_line(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0]).join(writing.block).listen()

    page.say("x" * (MOST_MESSAGE_BYTES + 1))

    assert page.hear_the_end() == 1009
    assert page.ask("POST", f"/live/{page.session}/updates", {"update": "x" * MOST_BYTES_SENT}).status == 413


def test_whoever_sends_too_fast_waits_and_the_others_do_not(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    flooding = pages(writing.visitors[0], 0).join(writing.block).listen()
    calm = pages(writing.visitors[1], 0).join(writing.block).listen()
    begun = monotonic()

    for number in range(100):
        flooding.say({"type": "update", "id": number, "update": ""})
    calm.write(" lugnt")
    took = monotonic() - begun
    flooding.hear(lambda: len(flooding.refused) == 100)

    assert took < 1.5
    assert monotonic() - begun > (100 - 60) / 20 - 0.5


def test_asking_too_often_is_answered_with_a_pause(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 0).join(writing.block)

    answers = [page.ask("POST", f"/live/{page.session}/updates", {"update": ""}) for _ in range(100)]

    refused = [one for one in answers if one.status == 429]
    assert refused
    assert refused[0].told["final"] is False
    assert refused[0].headers["Retry-After"] == "2"


def test_without_the_token_of_its_page_nothing_is_taken(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0]).join(writing.block)
    update = page.type(" främmande")

    assert page.push(update, **{"X-CSRFToken": "wrong"}).status == 400
    page.poll()
    assert pages(writing.visitors[1]).join(writing.block).text == TEXT
