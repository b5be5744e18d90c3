"""The site behind the proxies of deploy/, for real: each runs here with its example, and people come in through it."""

import gzip
import json
import os
import re
import shutil
import ssl
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import SHUT_RDWR, create_connection
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from simple_websocket.ws import Base
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.app import create_app
from roadmaps.areas.models import Role
from roadmaps.config import Settings
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.database import Database
from roadmaps.journal.models import JournalAddress, JournalLine
from roadmaps.roadmap.rules import add_block, begin_roadmap
from tests.databases import address_with_tables, drop
from tests.deploy.proxies import VISITOR, Proxy, running
from tests.factories.accounts import PASSWORD, a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area
from tests.factories.incoming import docx, p
from tests.live_page import Answer, Ear, Page, Visitor
from tests.processes import SiteProcess, signed_in

LARGEST_FILE = 25_000_000


@dataclass
class Site:
    """A site behind a proxy, and somebody who writes there."""

    proxy: Proxy
    server: SiteProcess
    database: Database
    slug: str
    block: Any
    writer: Person
    visitor: Visitor


@pytest.fixture(autouse=True)
def at() -> None:
    """The servers have clocks of their own, so nothing stands still."""


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, database_of_the_run: None
) -> Iterator[Site]:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"NO {name.upper()} ON THIS MACHINE: the site was not tried behind it")
    folder = tmp_path_factory.mktemp(name)
    database = Database(address_with_tables(folder))
    with running(name, folder / "proxy") as proxy:
        url = database.engine.url.render_as_string(hide_password=False)
        told = {"ROADMAPS_URL": proxy.address, "ROADMAPS_PROXIES": "1"}
        server = SiteProcess(url, folder, proxy.upstream, threads=16, sockets=6, environment=told)
        server.begin()
        try:
            yield _with_a_writer(proxy, server, database, folder)
        finally:
            server.stop()
    drop(database)


def _with_a_writer(proxy: Proxy, server: SiteProcess, database: Database, folder: Path) -> Site:
    settings = Settings(
        server.database_url, server.secret_key, folder, base_url=proxy.address, trusted_proxies=1, is_testing=True
    )
    app = create_app(settings, database)
    with app.extensions["units_of_work"].change() as session:
        coordinator, area = a_coordinator(session), an_area(session)
        roadmap = begin_roadmap(session, area, period_from=2021, period_to=2027, actor=coordinator, on=today())
        writer = a_person(session, "Lena Berg")
        a_membership(session, writer, an_organisation(session, "Bolaget"))
        a_role(session, area, writer, Role.PROCESS_LEADER)
        session.flush()
        facts = {"title": "Skogens väg", "text": "Länet har skog."}
        block = add_block(session, roadmap, "vision", facts, actor=coordinator, at=now())
        slug = area.slug
    return Site(proxy, server, database, slug, block, writer, Visitor(*signed_in(app, writer)))


class EarAtPort(Ear):
    """The library's client leaves the port out of the name of the site."""

    def handshake(self) -> None:
        self.host = f"{self.host}:{self.port}"
        super().handshake()

    def close(self, reason: int | None = None, message: str | None = None) -> None:
        """Wait for the thread that listens: it would go on with the next line that gets the same number."""
        Base.close(self, reason, message)
        with suppress(OSError):
            self.sock.shutdown(SHUT_RDWR)
        self.thread.join(30)


class PageBehind(Page):
    """A page that writes together with others, through the proxy."""

    def __init__(self, proxy: Proxy, visitor: Visitor) -> None:
        super().__init__(proxy.address, visitor)
        self.proxy = proxy

    def ask(
        self, method: str, path: str, sent: Any = None, *, headers: dict[str, str] | None = None, form: Any = None
    ) -> Answer:
        own = {"Cookie": self.visitor.cookie, "X-CSRFToken": self.visitor.csrf, "Referer": f"{self.address}/"}
        body = None if sent is None else json_of(sent)
        answer = self.proxy.ask(method, path, body, **{**own, "Origin": self.address, **(headers or {})})
        return Answer(answer.status, answer.body, dict(answer.headers.items()))

    def listen(self, *, origin: str | None = None) -> "PageBehind":
        address = self.address.replace("https", "wss", 1) + self.socket_path
        query = urlencode({"client": self.client, "after": self.seq})
        headers = {"Cookie": self.visitor.cookie, "Origin": origin or self.address}
        self.socket = EarAtPort.connect(f"{address}?{query}", headers=headers, ssl_context=self.proxy.trusting)
        return self


def json_of(sent: Any) -> bytes:
    return json.dumps(sent).encode()


def test_pages_come_by_https_alone_and_say_so(site: Site) -> None:
    page = site.proxy.ask("GET", "/")
    plain = site.proxy.ask_plainly("/about?a=b")

    assert page.status == 200
    assert "Färdplan" in page.text
    [told] = page.headers.get_all("Strict-Transport-Security", [])
    assert "max-age=" in told
    assert plain.status in {301, 308}
    assert plain.headers["Location"].startswith("https://localhost")
    assert plain.headers["Location"].endswith("/about?a=b")


def test_somebody_signs_in_by_the_form_and_the_journal_knows_from_where(site: Site) -> None:
    site.proxy.cookies.clear()
    spoofed = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}

    refused = site.proxy.send_form(
        "/sign-in", origin="https://evil.example.org", email=site.writer.email, password=PASSWORD
    )
    page = site.proxy.browse("GET", "/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token is not None
    fields = urlencode({"csrf_token": token[1], "email": site.writer.email, "password": PASSWORD}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = site.proxy.browse("POST", "/sign-in", body=fields, **kind, **spoofed)

    assert refused.status == 400
    assert answer.status == 303, answer.text[:2000]
    assert "__Host-session" in site.proxy.cookies
    assert "Lena Berg" in site.proxy.browse("GET", "/me").text
    with site.database.reading() as session:
        signed_in_from = session.scalars(
            select(JournalAddress.address)
            .join(JournalLine, JournalLine.number == JournalAddress.number)
            .where(JournalLine.what.contains("accounts.SignedIn"))
        ).all()
    assert signed_in_from == [VISITOR], "neither the proxy's address nor what the visitor says of itself"


def test_a_form_changes_something_and_the_address_of_another_site_is_refused(site: Site) -> None:
    where = f"/blocks/{site.block}/threads"
    fields = urlencode({"csrf_token": site.visitor.csrf, "body": "Vi håller med."}).encode()
    own = {"Cookie": site.visitor.cookie, "Content-Type": "application/x-www-form-urlencoded"}

    right = site.proxy.ask("POST", where, fields, Origin=site.proxy.address, Referer=f"{site.proxy.address}/", **own)
    wrong = site.proxy.ask("GET", "/", Host="evil.example.org")

    assert right.status == 303, right.text[:2000]
    # Caddy answers nothing at all for a name that it does not know.
    assert wrong.status in {200, 400}
    assert "Färdplan" not in wrong.text or "another address" in wrong.text or "annan adress" in wrong.text


def test_the_largest_file_comes_through_and_what_is_larger_is_stopped_at_the_door(site: Site) -> None:
    body = p("Skogen", "Heading1") + p("Den växer.")
    empty = len(docx(body, {"word/media/bild.bin": b""}))
    whole = docx(body, {"word/media/bild.bin": os.urandom(LARGEST_FILE - empty - 20_000)})
    assert LARGEST_FILE - 30_000 < len(whole) <= LARGEST_FILE

    taken = _send_file(site, whole)
    stopped = _send_file(site, b"x" * 28_000_000)

    assert taken.status == 303, taken.text[:3000]
    assert "/bring-in/" in taken.headers["Location"]
    assert stopped.status == 413


def test_several_write_at_once_by_sockets_and_by_asking(site: Site) -> None:
    listening = PageBehind(site.proxy, site.visitor).join(site.block).listen()
    asking = PageBehind(site.proxy, site.visitor).join(site.block)
    try:
        answer = asking.push(asking.type(" Fråga först."))
        listening.hear(lambda: "Fråga först." in listening.text)
        listening.write(" Svara sedan.")
        asking.poll()

        assert answer.status == 200
        assert asking.text == listening.text == "Länet har skog. Fråga först. Svara sedan."
    finally:
        listening.leave()


def test_figures_are_kept_on_the_machine(site: Site) -> None:
    outside = site.proxy.ask("GET", "/metrics")
    with urlopen(f"http://127.0.0.1:{site.proxy.upstream}/metrics", timeout=30) as inside:
        told = inside.read()

    assert outside.status == 404
    assert b"fardplan_info" in told
    assert site.proxy.ask("GET", "/healthz").status == 200


def test_whoever_sends_a_form_without_end_keeps_nobody_waiting(site: Site) -> None:
    """The proxy takes the whole of what is sent before it troubles the site, of which each request holds a thread."""
    head = (
        "POST /sign-in HTTP/1.1\r\n"
        f"Host: {site.proxy.address.removeprefix('https://')}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nemail="
    )
    with ExitStack() as unfinished:
        for _ in range(2 * site.server.threads * site.server.workers):
            line = unfinished.enter_context(create_connection(("127.0.0.1", site.proxy.https), timeout=30))
            line = unfinished.enter_context(site.proxy.trusting.wrap_socket(line, server_hostname="localhost"))
            line.sendall(head.encode())

        assert [site.proxy.ask("GET", "/").status for _ in range(8)] == [200] * 8


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_what_is_compressed_is_compressed_once(site: Site, coding: str) -> None:
    page = site.proxy.ask("GET", "/").text
    found = re.search(r'href="(/static/dist/[^"]+\.css)"', page)
    assert found is not None
    whole = site.proxy.ask("GET", found[1], **{"Accept-Encoding": "identity"})

    squeezed = site.proxy.ask("GET", found[1], **{"Accept-Encoding": coding})

    assert squeezed.headers.get_all("Content-Encoding") == [coding]
    assert "Accept-Encoding" in squeezed.headers["Vary"]
    assert "immutable" in squeezed.headers["Cache-Control"]
    assert len(squeezed.body) < len(whole.body) / 2
    if coding == "gzip":
        assert gzip.decompress(squeezed.body) == whole.body


def test_only_sound_versions_of_tls_are_spoken(site: Site) -> None:
    old = site.proxy.trusting
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1

    with (
        create_connection(("127.0.0.1", site.proxy.https), timeout=30) as line,
        pytest.raises(ssl.SSLError, match=r"PROTOCOL_VERSION|protocol version"),
    ):
        old.wrap_socket(line, server_hostname="localhost")


def _send_file(site: Site, content: bytes) -> Any:
    mark = "---------------------------fardplan"
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{site.visitor.csrf}\r\n'
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="plan.docx"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
    return site.proxy.ask(
        "POST",
        f"/areas/{site.slug}/bring-in",
        body,
        **{
            "Cookie": site.visitor.cookie,
            "Origin": site.proxy.address,
            "Referer": f"{site.proxy.address}/",
            "Content-Type": f"multipart/form-data; boundary={mark}",
        },
    )
