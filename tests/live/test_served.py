"""Writing together at two servers on one database, as two hosts would be, by sockets and by asking."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from socket import create_connection
from time import monotonic, sleep
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask
from simple_websocket.errors import SimpleWebsocketError
from sqlalchemy import select, update

from roadmaps.accounts.models import Person
from roadmaps.accounts.rules.entry import end_all_sign_ins
from roadmaps.app import MOST_BYTES_SENT, create_app
from roadmaps.areas.models import Mute, Role, RoleGrant
from roadmaps.config import Settings
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.database import Database
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live.models import LiveSession, LiveUpdate
from roadmaps.live.queries import QUIET_FOR
from roadmaps.live.serving.talk import MOST_MESSAGE_BYTES
from roadmaps.revisions.states import current_block
from roadmaps.roadmap.rules import add_block, begin_roadmap
from tests.databases import address_with_tables, drop
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area
from tests.live_page import Page, Visitor
from tests.processes import SiteProcess, free_port, signed_in

SOCKETS = 4
TEXT = "Länet har skog, vatten och vind."


@pytest.fixture(autouse=True)
def at() -> None:
    """The servers have clocks of their own, so nothing stands still."""


@dataclass
class Writing:
    """A block, those who may write in it, and its process leader."""

    slug: str
    block: UUID
    people: list[Person]
    visitors: list[Visitor]
    leader: Visitor


@dataclass
class Scene:
    """Two servers, an application on the same database, and what the tests make there."""

    app: Flask
    hosts: tuple[SiteProcess, SiteProcess]

    @property
    def units(self) -> UnitsOfWork:
        return self.app.extensions["units_of_work"]

    def begin(self, writers: int = 2) -> Writing:
        """A roadmap of its own, with one text."""
        with self.units.change() as session:
            coordinator = a_coordinator(session)
            area = an_area(session)
            roadmap = begin_roadmap(session, area, period_from=2021, period_to=2027, actor=coordinator, on=today())
            people = [a_person(session, f"Skribent {number}") for number in range(writers)]
            leader = a_person(session, "Lena Berg")
            for one in (*people, leader):
                a_membership(session, one, an_organisation(session, f"Bolaget {one.id}"))
                a_role(session, area, one, Role.PROCESS_LEADER if one is leader else Role.EDITOR)
            session.flush()
            facts = {"title": "Skogens väg", "text": TEXT}
            block = add_block(session, roadmap, "vision", facts, actor=coordinator, at=now())
        return Writing(area.slug, block, people, [self.visit(one) for one in people], self.visit(leader))

    def visit(self, person: Person) -> Visitor:
        return Visitor(*signed_in(self.app, person))

    def says(self, writing: Writing) -> str:
        """What the text says in the roadmap."""
        with self.units.database.reading() as session:
            block = current_block(session, writing.block)
            return str(block and block.content["text"])

    def page(self, visitor: Visitor, host: int = 0) -> Page:
        return Page(self.hosts[host].address, visitor)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, database_of_the_run: None) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("live")
    database = Database(address_with_tables(folder))
    address = database.engine.url.render_as_string(hide_password=False)
    settings = Settings(address, "kept by the test, and long enough", folder, is_testing=True)
    hosts = (SiteProcess(address, folder, free_port(), sockets=SOCKETS), SiteProcess(address, folder, free_port()))
    try:
        with ThreadPoolExecutor() as both:
            list(both.map(SiteProcess.begin, hosts))
        yield Scene(create_app(settings, database), hosts)
    finally:
        for host in hosts:
            host.kill()
    drop(database)


@pytest.fixture
def pages(scene: Scene) -> Iterator[Callable[..., Page]]:
    """Opens pages, which are left when the test is over."""
    opened: list[Page] = []

    def opens(visitor: Visitor, host: int = 0) -> Page:
        opened.append(scene.page(visitor, host))
        return opened[-1]

    yield opens
    for page in opened:
        page.leave()


def test_two_at_different_servers_see_each_others_words_in_order(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()

    for number in range(20):
        here.write(f" a{number}")
        there.write(f" b{number}")
    here.hear(lambda: "b19" in here.text)
    there.hear(lambda: "a19" in there.text)

    assert here.text == there.text
    assert sorted(here.text.removeprefix(TEXT).split()) == sorted(f"{who}{n}" for n in range(20) for who in "ab")
    assert here.told_numbers == sorted(set(here.told_numbers))
    fresh = pages(writing.visitors[0], 1).join(writing.block)
    assert fresh.text == here.text


def test_words_sent_by_asking_reach_those_with_a_socket_and_the_other_way(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    asking = pages(writing.visitors[0], 0).join(writing.block)
    listening = pages(writing.visitors[1], 1).join(writing.block).listen()

    answer = asking.push(asking.type(" Fråga först."))
    listening.hear(lambda: "Fråga först." in listening.text)
    listening.write(" Svara sedan.")
    asking.poll()

    assert answer.status == 200
    assert asking.text == listening.text == f"{TEXT} Fråga först. Svara sedan."
    assert [one["name"] for one in asking.people] == ["Skribent 1"]


def test_where_somebody_is_in_the_text_is_told_at_the_other_server(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()
    cursor = {place: {"type": None, "tname": "text", "item": None, "assoc": 0} for place in ("anchor", "head")}

    here.say({"type": "presence", "cursor": cursor})
    there.hear(lambda: [one["cursor"] for one in there.people] == [cursor])

    assert there.people[0]["name"] == "Skribent 0"
    here.leave()
    there.hear(lambda: not there.people)


def test_a_page_that_lost_its_line_takes_up_its_own_words_again(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    before = pages(writing.visitors[0], 0).join(writing.block).listen()
    before.write(" Sparat.")
    unsent = before.type(" Skrivet utan kontakt.")
    before.leave()

    again = pages(writing.visitors[0], 1).join(writing.block, session=before.session, client=before.client).listen()
    number = again.send(unsent)
    again.hear(lambda: number in again.acknowledged)
    other = pages(writing.visitors[1], 0).join(writing.block)

    assert again.client == before.client
    assert again.clock == len(" Sparat.")
    assert other.text == f"{TEXT} Sparat. Skrivet utan kontakt."


def test_whoever_loses_the_role_is_told_and_out_within_seconds(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 0).join(writing.block).listen()
    page.write(" Före.")

    with scene.units.change() as session:
        grant = session.scalars(select(RoleGrant).where(RoleGrant.person_id == writing.people[0].id)).one()
        session.delete(grant)

    assert page.hear_the_end() == 4403
    assert page.refused[-1]["sentence"]
    assert page.reason == page.refused[-1]["sentence"][: len(page.reason)]
    assert page.poll().status == 404
    assert page.push(page.type(" Efter.")).status == 404


def test_whoever_signs_out_is_out_within_seconds(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 1).join(writing.block).listen()

    with scene.units.change() as session:
        end_all_sign_ins(session, writing.people[0].id, at=now())

    assert page.hear_the_end() == 4401
    assert page.poll().status == 401


def test_whoever_is_muted_is_out_within_seconds(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 0).join(writing.block).listen()

    with scene.units.change() as session:
        person_id = writing.people[0].id
        session.add(Mute(person_id=person_id, reason="Lugn.", muted_at=now(), muted_by_id=person_id, until_on=today()))

    assert page.hear_the_end() == 4403


def test_a_lock_ends_the_session_for_all_and_what_was_written_is_a_version(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()
    here.write(" Före låset.")
    begun = monotonic()

    locked = scene.page(writing.leader, 1).ask(
        "POST", f"/blocks/{writing.block}/lock", form={"reason": "Till nämnden."}
    )

    assert locked.status == 303
    assert (here.hear_the_end(), there.hear_the_end()) == (4409, 4409)
    assert monotonic() - begun < 5
    assert here.closed is not None
    assert (here.closed["why"], here.closed["by"]) == ("locked", "Lena Berg")
    assert there.text == f"{TEXT} Före låset."
    assert scene.says(writing) == there.text
    assert there.push(there.type(" Efter låset.")).told["late"]["how"] == "kept"


def test_whoever_saves_a_version_ends_the_session_and_late_words_come_into_the_next(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()
    here.write(" Av mig.")
    there.hear(lambda: "Av mig." in there.text)
    unsent = there.type(" Av dig.")

    saved = here.ask(
        "POST", f"/live/{here.session}/version", form={"title": "Skogens väg", "text": "", "based_on": here.base}
    )

    assert saved.status == 303
    assert there.hear_the_end() == 4409
    assert there.closed is not None
    assert (there.closed["why"], there.closed["number"]) == ("saved", here.base + 1)
    again = pages(writing.visitors[0], 0).join(writing.block).listen()
    late = there.push(unsent)
    assert (late.status, late.told["late"]["how"]) == (409, "merged")
    again.hear(lambda: again.text == f"{TEXT} Av mig. Av dig.")


def test_a_form_without_scripts_comes_into_the_text_of_those_who_listen(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    here.write(" Vid skärmen.")

    form = {"title": "Skogens väg", "text": f"Förord. {TEXT}", "based_on": here.base}
    saved = scene.page(writing.visitors[1], 1).ask("POST", f"/blocks/{writing.block}/edit", form=form)

    assert saved.status == 303
    here.hear(lambda: here.text == f"Förord. {TEXT} Vid skärmen.")


def test_when_everyone_has_left_the_words_become_a_version(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 0).join(writing.block).listen()
    page.write(" Sist ut.")
    page.leave()
    with scene.units.change() as session:
        session.execute(
            update(LiveSession).where(LiveSession.id == UUID(page.session)).values(touched_at=now() - QUIET_FOR)
        )

    ends_at = monotonic() + 10
    while scene.says(writing) == TEXT and monotonic() < ends_at:
        sleep(0.1)

    assert scene.says(writing) == f"{TEXT} Sist ut."


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


def test_many_who_come_and_send_at_once_are_each_taken_for_themselves(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin(SOCKETS)
    everyone = [pages(visitor, 0).join(writing.block) for visitor in writing.visitors]

    with ThreadPoolExecutor() as hands:
        list(hands.map(lambda page: page.listen(), everyone))
        list(hands.map(lambda page: [page.write(f" {page.client}") for _ in range(10)], everyone))
    for page in everyone:
        page.hear(lambda page=page: all(page.text.split().count(str(one.client)) == 10 for one in everyone))

    with scene.units.database.reading() as session:
        rows = session.execute(select(LiveUpdate.client_id, LiveUpdate.person_id).where(LiveUpdate.seq > 0)).all()
    owners = {page.client: person.id for page, person in zip(everyone, writing.people, strict=True)}
    assert {person_id for client_id, person_id in rows if person_id in owners.values()} == set(owners.values())
    assert all(owners[client_id] == person_id for client_id, person_id in rows if person_id in owners.values())


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


def test_a_server_that_is_begun_anew_sends_everyone_elsewhere_and_forgets_nothing(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 1).join(writing.block).listen()
    page.write(" Före omstarten.")
    begun = monotonic()

    assert scene.hosts[1].process is not None
    scene.hosts[1].process.send_signal(signal.SIGHUP)

    assert page.hear_the_end() == 1012
    again = pages(writing.visitors[0], 1)
    while not again.messages and monotonic() - begun < 60:
        # Until the old process is gone, it may still be the one that answers, and sends one elsewhere again.
        again.code = None
        with suppress(OSError, HTTPException, SimpleWebsocketError, AssertionError):
            again.join(writing.block, session=page.session, client=page.client).listen().hear(lambda: again.messages)
    again.write(" Efter.")
    assert again.client == page.client
    assert pages(writing.visitors[1], 0).join(writing.block).text == f"{TEXT} Före omstarten. Efter."
