"""The database goes away under those who write, and comes back: they are told in words, and nothing has to be begun anew."""

import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from selectolax.lexbor import LexborHTMLParser

from roadmaps.foundation.database import Database
from roadmaps.migrating import mark_as_newest
from tests.databases import ON_POSTGRESQL, make_tables
from tests.notifications.conftest import PostOffice
from tests.processes import SiteProcess, free_port
from tests.storms.conftest import mail_settings
from tests.storms.postgresql import Cluster, a_cluster
from tests.storms.world import a_world
from tests.storms.writing import Line, Storm, Writer

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="only a server can go away")
TEXT = "Det här skrev jag medan databasen var borta, och det får inte försvinna."
PATIENCE = 120.0


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with a_cluster() as cluster:
        yield cluster


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Database]:
    database = Database(cluster.address)
    make_tables(database)
    mark_as_newest(database)
    yield database
    database.close()


@pytest.fixture
def server(database: Database, cluster: Cluster, tmp_path: Path, office: PostOffice) -> Iterator[SiteProcess]:
    server = SiteProcess(
        cluster.address, tmp_path, free_port(), workers=2, threads=8, sockets=0, environment=mail_settings(office)
    )
    server.begin()
    yield server
    server.kill()


def test_while_the_database_is_away_people_are_told_and_afterwards_all_goes_on(
    server: SiteProcess, database: Database, cluster: Cluster, office: PostOffice
) -> None:
    world = a_world(server, database)
    writer, anybody = world.writers[0], Line(server.address)
    assert anybody.get("/readyz").status == 200

    for how in ("immediate", "fast"):
        with Storm(world.writers) as storm:
            storm.until_more_is_kept(storm.kept, least=4)
            cluster.stop(how)
            sleep(0.3)
        database.engine.dispose()
        what_is_told(writer, anybody)
        cluster.start()
        until_it_goes_on(anybody)
    with Storm(world.writers) as storm:
        storm.until_more_is_kept(storm.kept, least=8)
    until_letters_have_left(office, least=8)

    until_it_goes_on(anybody, "/readyz")
    refused = [(mark, answer) for one in world.writers for mark, answer in one.refused if answer.status != 503]
    assert not [(mark, answer.status, answer.headers["x-request-id"]) for mark, answer in refused]
    world.holds()


def what_is_told(writer: Writer, anybody: Line) -> None:
    """That it is the database, when to try again, by which number to ask; and what was typed is given back."""
    writer.line.hang_up()
    answer = writer.line.post(f"/blocks/{writer.block_id}/edit", title="Målet", text=TEXT, based_on="1")
    writer.line.hang_up()
    page = LexborHTMLParser(answer.body)
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "does not reach its database" in page.css_first("main").text()
    assert answer.headers["x-request-id"] in page.css_first("main").text()
    assert TEXT in page.css_first("main textarea").text()
    assert TEXT in [one.attributes["value"] for one in page.css("main form input[type=hidden]")]

    for line, path in ((anybody, "/"), (anybody, "/areas/nowhere"), (writer.line, "/nowhere")):
        assert line.get(path).status == 503, path
    assert anybody.get("/healthz").status == 200
    ready = anybody.get("/readyz")
    assert ready.status == 503
    assert json.loads(ready.body)["parts"]["database"]["well"] is False
    assert "fardplan_database_up 0.0" in anybody.get("/metrics").body


def until_it_goes_on(anybody: Line, path: str = "/") -> None:
    deadline = monotonic() + PATIENCE
    while anybody.get(path).status != 200:
        assert monotonic() < deadline
        sleep(0.05)


def until_letters_have_left(office: PostOffice, *, least: int) -> None:
    deadline = monotonic() + PATIENCE
    while len(office.received) < least:
        assert monotonic() < deadline, f"{len(office.received)} have arrived"
        sleep(0.1)
