"""A real server is killed while several type, again and again, and the network is cut: nothing that was acknowledged is lost
or doubled.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from socket import create_connection, socket
from threading import Timer
from time import monotonic, sleep

import pytest

from roadmaps.areas.models import Role
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.roadmap.rules import add_block
from tests.factories.roadmap import a_plan, a_voice
from tests.live.cable import Cable
from tests.live.together import PATIENCE, Page, numbered, text_of, until
from tests.processes import SiteProcess, app_of, free_port, signed_in

BEGINNING = "Vi skriver det här tillsammans. "
ROUNDS = 5
NAMES = "ABCD"
BETWEEN_KEYS = 0.03


@pytest.fixture(autouse=True)
def at() -> None:
    """The server has a clock of its own, so nothing stands still."""


@pytest.fixture
def server(fresh_database: Database, tmp_path: Path) -> Iterator[SiteProcess]:
    """A server that has not begun."""
    url = fresh_database.engine.url.render_as_string(hide_password=False)
    server = SiteProcess(url, tmp_path, free_port())
    yield server
    server.kill()


class Typist:
    """Somebody who types words with numbers, one after another, and knows which of them were acknowledged."""

    def __init__(self, name: str, page: Page) -> None:
        self.name, self.page = name, page
        self.next = 0
        self.sent: dict[int, int] = {}

    def type_a_word(self) -> None:
        """Type the next word behind the one before."""
        after = f"{self.name}{self.next - 1} " if self.next else None
        sent = self.page.type(f"{self.name}{self.next} ", after=after)
        if sent is not None:
            self.sent[sent] = self.next
        self.next += 1

    @property
    def acknowledged(self) -> set[int]:
        """The words that the server has said it keeps."""
        return {word for sent, word in self.sent.items() if sent in self.page.acknowledged}

    def agree(self, text: str) -> None:
        """What the server keeps of one's words is all that it acknowledged at least, each once and in order."""
        kept = numbered(text, self.name)
        assert kept == list(range(len(kept))), (self.name, text)
        assert self.acknowledged <= set(kept), (self.name, text)


def typists_at(server: SiteProcess, database: Database, address: str) -> list[Typist]:
    """Four people of four organisations with a page each on one text."""
    app = app_of(server, database)
    with app.extensions["units_of_work"].change() as session:
        plan = a_plan(session)
        voices = [a_voice(session, plan.roadmap, Role.EDITOR, f"Skribent {name}", f"{name} AB") for name in NAMES]
        goal = add_block(
            session, plan.roadmap, "goal", {"title": "Målet", "text": BEGINNING}, actor=voices[0], at=now()
        )
        people = [plan.person(voice) for voice in voices]
    return [
        Typist(name, Page(address, signed_in(app, person), goal)) for name, person in zip(NAMES, people, strict=True)
    ]


def type_until(typists: list[Typist], is_over: Callable[[], bool]) -> None:
    """All type, a word each in turn, and hear of each other."""
    while not is_over():
        for typist in typists:
            typist.type_a_word()
            typist.page.hear()
        sleep(BETWEEN_KEYS)


def all_agree_in_the_end(typists: list[Typist]) -> None:
    """Each word of each is there once, in the order in which it was typed, and all see the same."""

    def have_heard() -> bool:
        for typist in typists:
            typist.page.hear()
        return len({typist.page.text for typist in typists}) == 1 and all(
            numbered(typist.page.text, one.name) == list(range(one.next)) for one in typists for typist in typists
        )

    until(have_heard, "they do not come to the same text")
    kept = typists[0].page.join()
    assert typists[0].page.text == typists[1].page.text
    assert kept["clock"] > 0


def test_of_servers_killed_while_four_type_none_loses_or_doubles_what_it_acknowledged(
    server: SiteProcess, fresh_database: Database
) -> None:
    chance = Random(7)
    typists = typists_at(server, fresh_database, server.address)

    for _ in range(ROUNDS):
        server.begin()
        for typist in typists:
            kept = text_of(typist.page.join()["state"])
            typist.agree(kept)
            typist.page.listen()
            typist.page.send_rest()
        # On a machine under load, half a second may be too short for anybody to be answered at all.
        patience = in_a_while(30)
        type_until(typists, lambda patience=patience: all(one.acknowledged for one in typists) or patience())
        death = Timer(chance.uniform(0.1, 0.5), server.kill)
        death.start()
        type_until(typists, lambda death=death: not death.is_alive())
        for typist in typists:
            typist.page.hear()
            typist.page.leave()
    server.begin()
    for typist in typists:
        typist.agree(text_of(typist.page.join()["state"]))
        typist.page.listen()
        typist.page.send_rest()

    all_agree_in_the_end(typists)
    assert all(typist.acknowledged for typist in typists)
    for typist in typists:
        typist.page.leave()


@pytest.mark.parametrize("is_silent", [False, True], ids=["the line breaks", "nothing comes through any more"])
def test_what_is_typed_while_the_network_is_away_comes_when_it_is_back(
    server: SiteProcess, fresh_database: Database, is_silent: bool
) -> None:
    server.begin()
    cable = Cable(server.port)
    typists = typists_at(server, fresh_database, server.address)
    away = typists[0]
    away.page.address = cable.address
    for typist in typists:
        typist.page.arrive()

    for _ in range(3):
        type_until(typists, in_a_while(0.2))
        cable.cut(is_silent=is_silent)
        type_until(typists, in_a_while(0.3))
        away.page.leave()
        for word in range(5):
            away.type_a_word()
            typists[1 + word % 3].type_a_word()
        cable.mend()
        away.agree(text_of(away.page.join()["state"]))
        away.page.listen()
        away.page.send_rest()

    all_agree_in_the_end(typists)
    for typist in typists:
        typist.page.leave()
    cable.close()


def test_those_whose_line_is_ended_and_who_do_not_hang_up_keep_nobody_waiting(
    server: SiteProcess, fresh_database: Database
) -> None:
    server.sockets = 0
    server.begin()
    typist = typists_at(server, fresh_database, server.address)[0]
    typist.page.join()
    silent = [asked_for_a_socket(server, typist.page) for _ in range(8)]
    for one in silent:
        assert one.recv(4096).startswith(b"HTTP/1.1 101")
    sleep(1.5)

    began = monotonic()
    typist.page.ask_for_news()

    assert monotonic() - began < 5, "each of the silent ones was waited for"
    for one in silent:
        one.close()


def asked_for_a_socket(server: SiteProcess, page: Page) -> socket:
    """A connection on which a web socket was asked for, and nothing more is said."""
    connection = create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    connection.sendall(
        f"GET /live/{page.session}/socket?client={page.client}&after=0 HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Origin: {server.address}\r\nCookie: {page.cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    return connection


def in_a_while(seconds: float) -> Callable[[], bool]:
    """Whether so long has passed since now."""
    ends = monotonic() + seconds
    return lambda: monotonic() > ends
