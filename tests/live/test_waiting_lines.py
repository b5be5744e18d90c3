"""Sockets that wait, at a server in the process of the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from uuid import UUID

import pytest
from werkzeug.serving import make_server

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.roadmap.rules import add_block
from tests.factories.roadmap import a_plan
from tests.live_page import Page, Visitor
from tests.processes import free_port, signed_in


@dataclass
class Place:
    """Where a text is, and who may write in it."""

    address: str
    visitor: Visitor
    block: UUID
    database: Database
    stop: Callable[[], None]

    def page(self) -> Page:
        return Page(self.address, self.visitor).join(self.block).listen()


@pytest.fixture(autouse=True)
def at() -> None:
    """Nothing stands still."""


@pytest.fixture
def place(fresh_database: Database, tmp_path: Path) -> Iterator[Place]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = Settings(
        fresh_database.url,
        "kept by the test, and long enough",
        tmp_path,
        base_url=address,
        live_sockets=8,
        is_testing=True,
    )
    app = create_app(settings, fresh_database)
    live = app.extensions["live"]
    with live.units.change() as session:
        plan = a_plan(session)
        block = add_block(
            session, plan.roadmap, "vision", {"title": "Väg", "text": "Hej."}, actor=plan.editor, at=now()
        )
        person = plan.person(plan.editor)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Place(address, Visitor(*signed_in(app, person)), block, fresh_database, lambda: live.stop_when(lambda: True))
    live.stop_when(lambda: True)
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_waiting_socket_holds_no_connection_to_the_database(place: Place) -> None:
    pages = [place.page() for _ in range(3)]
    for page in pages:
        page.say({"type": "nothing"})
        page.hear(lambda page=page: page.refused)
        page.write(" ord")

    # Now and then somebody looks for news on behalf of all; but not all the time, as if each held on to one.
    ends_at = monotonic() + 5
    while (held := place.database.engine.pool.checkedout()) and monotonic() < ends_at:
        sleep(0.001)
    assert held == 0
    for page in pages:
        page.leave()


def test_when_the_process_is_to_end_everyone_is_sent_elsewhere(place: Place) -> None:
    page = place.page()
    page.write(" ord")
    late = Page(place.address, place.visitor).join(place.block)

    place.stop()

    assert page.hear_the_end() == 1012
    assert late.listen().hear_the_end() == 1012


def test_a_line_that_says_nothing_is_asked_and_one_that_does_not_answer_is_dropped(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmaps.live.serving.line.PING_SECONDS", 0.2)
    here, there = place.page(), place.page()
    there.hear(lambda: there.people)

    assert here.socket is not None
    here.socket._handle_events = lambda: True
    there.hear(lambda: not there.people)

    assert there.code is None
    there.leave()
