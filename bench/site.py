"""What the whole site costs: each page that is asked for most, beside a page of Flask with nothing in it.

    python -m bench.site [--quick] [--database postgresql] [--seconds 3] [--json raw.json]

The product's own server with two processes, on SQLite or on the PostgreSQL that comes with a wheel of the tests; a client
in a process of its own on the same machine. Each page is asked for by eight connections without a pause, three times of
which the best counts, and then at a steady rate of half of what that showed, timed from when each answer was due. Then the same
for a long history and for many roadmaps beside short ones, for the growth, each time beside the bare page, as a machine that
others share is not as quick all the time. Forms are saved one after the other, and by eight people at once.

What is asked for by *any* address is asked for by another one each time, so that no page that is kept can answer.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from http.client import HTTPConnection
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

from bench.site_editors import Writer, all_at_once, one_after_the_other, words_of
from bench.site_figures import BARE, Figures, report
from bench.site_servers import Server, a_bare_page, bytes_on_disk, the_site
from bench.site_worlds import EDITORS, World, make_world
from roadmaps.foundation.database import Database
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.search.keeping import reindex
from tests import databases
from tests.processes import SiteProcess, app_of, free_port, signed_in

CONNECTIONS = 8
EDITS_EACH = 5
BEGAN = time.perf_counter()
WARM_SECONDS = 0.7
ROUNDS = 3
SHORT, LONG, FEW, MANY = 100, 10_000, 4, 40
ASKED_FOR = ("skogar", "samebyarna", "elnät", "utbildningen", "kontor", "uppföljningen", "företag", "kommunerna", "kraft",
             "besöken", "ansökningar", "siffrorna", "åkrar", "renbetet", "verkstäder", "avtal", "hösten", "marken")  # fmt: skip


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each page is asked for")
    parser.add_argument("--revisions", type=int, default=LONG, help="of the long history")
    parser.add_argument("--roadmaps", type=int, default=MANY, help="where there are many")
    parser.add_argument("--saves", type=int, default=60, help="one after the other")
    parser.add_argument("--quick", action="store_true", help="small worlds and short runs: to see that it works")
    parser.add_argument("--json", type=Path, help="where the raw figures are to be written")
    wanted = parser.parse_args()
    if wanted.quick:
        wanted.seconds, wanted.revisions, wanted.roadmaps, wanted.saves = 0.8, 400, 8, 15
    worlds: dict[str, dict[str, Any]] = {}
    with _database_server(wanted.database) as database_pid:
        for name, revisions, roadmaps in (
            ("long", wanted.revisions, FEW),
            ("short", SHORT, FEW),
            ("many", SHORT, wanted.roadmaps),
        ):
            _tell(f"{name}: {revisions:,} revisions, {roadmaps} roadmaps")
            with_all = name == "long"
            worlds[name] = measure(wanted, database_pid, revisions=revisions, roadmaps=roadmaps, with_all=with_all)
            if wanted.json:
                wanted.json.write_text(json.dumps(worlds, indent=1, default=asdict), encoding="utf-8")
    print("\n".join(report(worlds)))


def _tell(what: str) -> None:
    """Where it is, for who waits; the tables come at the end."""
    print(f"{time.perf_counter() - BEGAN:6.0f} s  {what}", file=sys.stderr, flush=True)


@contextmanager
def _database_server(name: str) -> Iterator[int | None]:
    if name == "sqlite":
        yield None
        return
    databases.ON_POSTGRESQL = True
    from tests.postgresql_server import start_server  # noqa: PLC0415 - starts at import what SQLite does not need

    server = start_server()
    try:
        yield server.get_pid()
    finally:
        server.cleanup()


def measure(
    wanted: argparse.Namespace, database_pid: int | None, *, revisions: int, roadmaps: int, with_all: bool = False
) -> dict[str, Any]:
    """Make one world, serve it, and ask for its pages; `with_all` also lets all write at once, and looks at memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Database(databases.new_address(folder))
        databases.make_tables(database)
        port = free_port()
        app = app_of(SiteProcess(str(database.engine.url), folder, port), database)
        with app.extensions["units_of_work"].database.writing() as session:
            world = make_world(session, revisions=revisions, roadmaps=roadmaps)
            session.commit()
        reindex(app.extensions["units_of_work"].change)
        cookies = [signed_in(app, one)[0] for one in world.editors]
        found: dict[str, Any] = {"words": world.words, "revisions": world.revisions, "roadmaps": roadmaps}
        pages: list[Figures] = []
        with a_bare_page(folder, free_port()) as server:
            pages.append(_asked(server, BARE, [_get("/", server.port)], wanted.seconds))
        with the_site(database, folder, port, database_pid) as (server, site):
            found["memory before"] = server.memory
            pages += [_asked(server, *each, wanted.seconds) for each in _questions(server.port, world, cookies[0])]
            if with_all:
                found["memory"] = server.memory
            found |= _written(server, site, database, world, cookies, wanted.saves, pages, with_all=with_all)
        databases.drop(database)
    return {**found, "pages": pages}


def _questions(port: int, world: World, cookie: str) -> Iterator[tuple[str, list[str]]]:
    """Each way of asking, with what to ask for."""
    chance = Random(8)
    yield "roadmap, anonymous", [_get(world.address, port)]
    yield "roadmap, signed in", [_get(world.address, port, cookie)]
    yield "roadmap, 304, anonymous", [_get(world.address, port, match=_tag(port, world.address))]
    tag = _tag(port, world.address, cookie)
    yield "roadmap, 304, signed in", [_get(world.address, port, cookie, match=tag)]
    yield "history, first page", [_get(f"{world.address}/history", port)]
    newest = world.revisions
    numbers = chance.sample(range(min(60, newest // 2), newest), k=min(4000, newest // 2 - 5))
    yield "history, any page", [_get(f"{world.address}/history?before={number}", port) for number in numbers]
    pairs = [(chance.randint(1, newest // 3), chance.randint(2 * newest // 3, newest)) for _ in range(4000)]
    yield "compare, any two", [_get(f"{world.address}/compare?from={old}&to={new}", port) for old, new in pairs]
    words = ["+".join(some) for count in (1, 2, 3) for some in combinations(ASKED_FOR, count)]
    chance.shuffle(words)
    yield "search, any words", [_get(f"/search?q={_in_address(some)}", port) for some in words]
    yield "form", [_get(f"/blocks/{one}/edit", port, cookie) for one in world.texts]


def _asked(server: Server, name: str, questions: Sequence[str], seconds: float) -> Figures:
    """Ask without a pause, as many times as there are rounds, and then at half that rate. The best round counts: what else the
    machine does only ever takes away.
    """
    _tell(name)
    told = {"host": "127.0.0.1", "port": server.port, "connections": CONNECTIONS}
    # Twice: the first look that somebody takes at a roadmap is a visit, after which their page is another one.
    for _ in range(2):
        _run({**told, "questions": questions[:50], "seconds": WARM_SECONDS})
    # Each time from another place in the list, or what was kept the first time would answer.
    starts = [len(questions) * one // ROUNDS for one in range(ROUNDS)]
    rounds = [_without_a_pause(server, name, told, [*questions[one:], *questions[:one]], seconds) for one in starts]
    figures = max(rounds, key=lambda one: one.per_second)
    figures.cpu = min(one.cpu for one in rounds)
    slowly = _run({**told, "questions": questions, "seconds": seconds, "rate": figures.per_second / 2})
    p50, p99 = _middle_and_tail(slowly["took"])
    figures.by_rate = {"per_second": figures.per_second / 2, "p50": p50, "p99": p99}
    return figures


def _without_a_pause(
    server: Server, name: str, told: dict[str, Any], questions: Sequence[str], seconds: float
) -> Figures:
    before, before_database = server.seconds, server.database_seconds
    seen = _run({**told, "questions": questions, "seconds": seconds})
    count = len(seen["took"])
    cpu, database_cpu = server.seconds - before, server.database_seconds - before_database
    figures = Figures(name, count / seen["seconds"], *_middle_and_tail(seen["took"]))
    figures.cpu, figures.database_cpu = 1000 * cpu / count, 1000 * database_cpu / count
    figures.statuses = seen["statuses"]
    return figures


def _run(told: dict[str, Any]) -> dict[str, Any]:
    asked = [sys.executable, "-m", "bench.site_client"]
    answer = subprocess.run(asked, input=json.dumps(told), stdout=subprocess.PIPE, text=True, check=True)
    seen: dict[str, Any] = json.loads(answer.stdout)
    return seen


def _written(
    server: Server,
    site: SiteProcess,
    database: Database,
    world: World,
    cookies: Sequence[str],
    saves: int,
    pages: list[Figures],
    *,
    with_all: bool,
) -> dict[str, Any]:
    """Save forms one after the other, then by all at once, and see what became of it."""
    _tell("saving")
    writer = Writer(site.address, cookies[0])
    one_after_the_other(writer, world.texts[:6], 6)
    writer = Writer(site.address, cookies[0], refusals=writer.refusals)
    size, before, before_database = bytes_on_disk(database), server.seconds, server.database_seconds
    one_after_the_other(writer, world.texts[6:12], saves)
    figures = Figures("form and save", saves / (sum(writer.form_seconds) + sum(writer.save_seconds)))
    figures.p50, figures.p99 = _middle_and_tail(writer.save_seconds)
    figures.cpu = 1000 * (server.seconds - before) / saves
    figures.database_cpu = 1000 * (server.database_seconds - before_database) / saves
    pages.append(figures)
    found: dict[str, Any] = {
        "bytes a revision": (bytes_on_disk(database) - size) / saves,
        "save, ms": figures.p50,
        "refused": writer.refusals,
    }
    return found | (_all_at_once(site, database, world, cookies) if with_all else {})


def _all_at_once(site: SiteProcess, database: Database, world: World, cookies: Sequence[str]) -> dict[str, Any]:
    common, own = world.common, world.texts[12 : 12 + EDITORS]
    writers = [Writer(site.address, cookie) for cookie in cookies]
    number = _state(database, world).number
    begun = time.perf_counter()
    all_at_once(writers, common, own, EDITS_EACH)
    took = time.perf_counter() - begun
    state = _state(database, world)
    texts = {block: str(state[block].content["text"]) for block in (common, *own)}
    # The last edits in the common text and in each one's own, of which every second edit went to each.
    last = {common: EDITS_EACH - 1 - (EDITS_EACH - 1) % 2, **dict.fromkeys(own, EDITS_EACH - 1 - EDITS_EACH % 2)}
    lost = [
        words_of(place, last[block])
        for place in range(EDITORS)
        for block in (common, own[place])
        if words_of(place, last[block]) not in texts[block]
    ]
    return {
        "edits at once": EDITORS * EDITS_EACH,
        "kept": state.number - number,
        "lost": lost,
        "refused at once": [one for writer in writers for one in writer.refusals],
        "save at once, ms": dict(
            zip(("p50", "p99"), _middle_and_tail([t for w in writers for t in w.save_seconds]), strict=True)
        ),
        "seconds at once": took,
    }


def _state(database: Database, world: World) -> Any:
    with database.reading() as session:
        return current(session, session.get_one(Roadmap, world.roadmap_id).history)


def _get(address: str, port: int, cookie: str = "", *, match: str = "") -> str:
    head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip, br\r\nAccept-Language: sv\r\n"
    head += f"Cookie: {cookie}\r\n" if cookie else ""
    return head + (f"If-None-Match: {match}\r\n\r\n" if match else "\r\n")


def _tag(port: int, address: str, cookie: str = "") -> str:
    """The tag under which a browser would keep the page that it sees now."""
    connection = HTTPConnection("127.0.0.1", port)
    headers = {"Accept-Language": "sv", "Accept-Encoding": "gzip, br"} | ({"Cookie": cookie} if cookie else {})
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers.get("ETag") or '"none"'


def _in_address(words: str) -> str:
    return "+".join(quote(one) for one in words.split("+"))


def _middle_and_tail(seconds: Sequence[float]) -> tuple[float, float]:
    """Milliseconds: the median, and what ninety-nine of a hundred stay below."""
    return 1000 * median(seconds), 1000 * (quantiles(seconds, n=100)[-1] if len(seconds) > 1 else seconds[0])


if __name__ == "__main__":
    main()
