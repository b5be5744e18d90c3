"""Two hosts that serve one site, and a worker: signed in at one, written at the other, and one of them dies meanwhile."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.exports.wish import Wish
from roadmaps.snapshots.models import ExportJob, JobState
from roadmaps.snapshots.rules.exporting import ask_for_files
from tests.databases import ON_POSTGRESQL
from tests.factories.accounts import PASSWORD
from tests.factories.areas import as_actor
from tests.live.together import Page
from tests.notifications.conftest import PostOffice
from tests.processes import SiteProcess, app_of, free_port, signed_in
from tests.storms.test_killed import KEEP_WORKING, kill_one_that_serves, wait_until
from tests.storms.world import World, a_world
from tests.storms.writing import Line, Storm

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="several hosts need a server between them")


@pytest.fixture
def hosts(server: SiteProcess) -> Iterator[tuple[SiteProcess, SiteProcess]]:
    """Two servers, and a worker of its own."""
    server.sockets, server.environment["ROADMAPS_WORKER"] = 4, "separate"
    other = replace(server, port=free_port())
    server.begin()
    other.begin()
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEP_WORKING],
        env={**os.environ, **server.told, **server.environment},
        start_new_session=True,
    )
    yield server, other
    os.killpg(keeper.pid, signal.SIGKILL)
    keeper.wait()
    other.kill()


def test_two_hosts_and_a_worker_are_one_site(
    hosts: tuple[SiteProcess, SiteProcess], fresh_database: Database, office: PostOffice
) -> None:
    one, two = hosts
    world = a_world(one, fresh_database)
    for writer in world.writers[2:]:
        writer.line = Line(two.address, (writer.line._cookie, writer.line._token))

    somebody = sign_in_at(one, world)
    with somebody.open(f"{two.address}/me", timeout=30) as page:
        assert "Skribent A" in page.read().decode()
    type_at_both(one, two, world)
    job = ask_for_an_export(one, world)
    with Storm(world.writers) as storm:
        storm.until_more_is_kept(storm.kept, least=8)
        kill_one_that_serves(one, Random(3))
        storm.until_more_is_kept(storm.kept, least=8)

    wait_until(lambda: state_of(job, world) is JobState.DONE)
    wait_until(lambda: len(office.received) >= len(world.letters()))
    arrived = Counter(str(letter["Message-ID"]) for letter in office.received)
    assert set(arrived.values()) == {1}, "a letter came twice, though no worker died"
    world.holds()


def sign_in_at(host: SiteProcess, world: World) -> OpenerDirector:
    """By the form, with a password."""
    with world.database.reading() as session:
        email = session.scalars(select(Person.email).where(Person.name == "Skribent A")).one()
    browser = build_opener(HTTPCookieProcessor())
    with browser.open(f"{host.address}/sign-in", timeout=30) as page:
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
    assert found is not None
    sent = urlencode({"csrf_token": found[1], "email": email, "password": PASSWORD}).encode()
    with browser.open(f"{host.address}/sign-in", sent, timeout=30) as page:
        assert "sign-in" not in page.url
    return browser


def type_at_both(one: SiteProcess, two: SiteProcess, world: World) -> None:
    """In one text, each by a socket of another host."""
    app = app_of(one, world.database)
    with world.database.reading() as session:
        people = [session.scalars(select(Person).where(Person.name == f"Skribent {name}")).one() for name in "AB"]
    block = world.writers[0].block_id
    pages = [Page(host.address, signed_in(app, person), block) for host, person in zip((one, two), people, strict=True)]
    for page in pages:
        page.arrive()
    pages[0].type("Ett. ")
    pages[1].type("Två. ")

    def both_see_both() -> bool:
        for page in pages:
            page.hear()
        return all("Ett." in page.text and "Två." in page.text for page in pages)

    wait_until(both_see_both)
    for page in pages:
        page.leave()


def ask_for_an_export(host: SiteProcess, world: World) -> object:
    """Files that take long, asked for where pages are served."""
    app = app_of(host, world.database)
    with app.extensions["units_of_work"].change() as session:
        person = session.scalars(select(Person).where(Person.name == "Skribent A")).one()
        roadmap, actor = session.get_one(Roadmap, world.roadmap_id), as_actor(session, person)
        return ask_for_files(session, roadmap, None, Wish.of({"format": ["html"]}), actor=actor, at=now()).id


def state_of(job: object, world: World) -> JobState:
    with world.database.reading() as session:
        return session.get_one(ExportJob, job).state
