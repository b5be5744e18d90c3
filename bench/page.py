"""What the page of a roadmap costs the server, in each way that it can be answered, beside a bare page of Flask.

    python -m bench.page [--times 400]

The believable small world of the demo, served by two processes as `roadmaps run` serves it; one connection, one page after
the other. Processor time is that of the server alone. "Made anew" is what a reader pays after each change.
"""

import argparse
import json
import tempfile
from http.client import HTTPConnection
from pathlib import Path

from sqlalchemy import select

from bench.site_servers import Server, a_bare_page, the_site
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.demo.load import load_demo
from roadmaps.foundation.database import Base, Database
from roadmaps.freshness.marks import SITE, move
from tests.processes import SiteProcess, app_of, free_port, signed_in

LEADER = "processledare.jord@example.org"


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=400)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with a_bare_page(folder, free_port()) as server:
            bare, *_ = cost(server, "/", {}, times)
            print(f"{'a bare page of Flask':34} {bare:6.2f} ms")
        database = Database(f"sqlite:///{folder / 'site.sqlite'}")
        port = free_port()
        app = app_of(SiteProcess(database.url, folder, port), database)
        Base.metadata.create_all(database.engine)
        units = app.extensions["units_of_work"]
        load_demo(units)
        with database.reading() as session:
            slug = session.scalars(select(Area.slug).order_by(Area.position)).first()
            leader = session.scalars(select(Person).where(Person.email == LEADER)).one()
        address = f"/areas/{slug}/roadmap"
        with the_site(database, folder, port, None) as (server, _site):
            cookie, _ = signed_in(app, leader)
            told: dict[str, object] = {"before any page, MiB": server.memory}
            for who, headers in (("anonymous", {}), ("signed in", {"Cookie": cookie})):
                anew = [made_anew(server, address, headers, units) for _ in range(12)]
                print(f"{who + ', made anew':34} {sorted(anew)[6]:6.2f} ms")
                for how, more in (("as it is", {}), ("compressed", {"Accept-Encoding": "gzip, br"})):
                    each, size, tag = cost(server, address, {**headers, **more}, times)
                    print(f"{who + ', ' + how:34} {each:6.2f} ms  {size:7} bytes")
                each, *_ = cost(server, address, {**headers, "If-None-Match": tag}, times, status=304)
                print(f"{who + ', 304':34} {each:6.2f} ms  {bare / each:5.0%} of the bare page")
            told["afterwards, MiB"] = server.memory
        print(json.dumps(told, indent=1))
        database.close()


def cost(
    server: Server, address: str, headers: dict[str, str], times: int, *, status: int = 200
) -> tuple[float, int, str]:
    """Milliseconds of the server for one answer, its size, and the tag that it came with."""
    connection = HTTPConnection("127.0.0.1", server.port)
    for _ in range(20):
        _ask(connection, address, headers)
    before = server.seconds
    for _ in range(times):
        found, size, tag = _ask(connection, address, headers)
        assert found == status, found
    spent = server.seconds - before
    connection.close()
    return spent / times * 1000, size, tag


def made_anew(server: Server, address: str, headers: dict[str, str], units: object) -> float:
    """The same for one answer after something has changed."""
    with units.change() as session:
        move(session, [SITE])
    connection = HTTPConnection("127.0.0.1", server.port)
    before = server.seconds
    _ask(connection, address, headers)
    spent = server.seconds - before
    connection.close()
    return spent * 1000


def _ask(connection: HTTPConnection, address: str, headers: dict[str, str]) -> tuple[int, int, str]:
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    return answer.status, len(answer.read()), answer.headers.get("ETag", "")


if __name__ == "__main__":
    main()
