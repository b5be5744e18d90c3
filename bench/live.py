"""What writing together costs: from a key to the others' screens, and what it takes of the server.

    python -m bench.live [--keys 0.5] [--seconds 10]

A real server in one process and in two, on PostgreSQL (which comes with a wheel of the tests); 50 and 200 pages, each of
a person of its own, five in each text, each sending something every two seconds, which is one in five typing briskly.
Then 200 pages of which only 150 may have a socket: the others push and ask once a second. Afterwards each page's text is put together from what it heard, and compared with
the others' and the server's. The pages are one light process beside it on the same machine.
"""

import argparse
import asyncio
import base64
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psutil
import pycrdt

from bench.light_client import Clock, Page, Ticket
from roadmaps.areas.models import Role
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.database import Database
from roadmaps.roadmap.rules import add_block
from tests import databases
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role, as_actor
from tests.factories.roadmap import a_plan
from tests.processes import SiteProcess, app_of, free_port, signed_in

AT_A_TEXT = 5
TEXT = "Den som kör genom länet en höstdag möter lastbilar med färdiga varor, inte bara med råvaror. " * 8
LETTERS = "abcdefghijklmnoprstuvyåäö "
SETTLED_SECONDS = 2.0
HEARD_WITHIN_SECONDS = 15


@dataclass(frozen=True)
class Run:
    """So many pages, in so many processes, of which so many may have a socket in each."""

    pages: int
    workers: int
    sockets: int

    @property
    def name(self) -> str:
        few = f", {self.sockets} sockets" if self.sockets * self.workers < self.pages else ""
        return f"{self.pages} pages, {self.workers} process{'es' if self.workers > 1 else ''}{few}"


@dataclass(frozen=True)
class Figures:
    """What a run showed."""

    by_socket: Sequence[float]
    by_asking: Sequence[float]
    server_share: float
    database_share: float
    server_mb: float
    keys: int
    differing: int
    refused: int
    first_refusal: str


RUNS = [Run(50, 1, 60), Run(50, 2, 60), Run(200, 1, 220), Run(200, 2, 220), Run(200, 2, 75)]


def main() -> None:
    """Measure each run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=float, default=0.5, help="how many keys each page types a second")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each run types")
    parser.add_argument("--only", type=int, help="only the run with this number, from 0")
    wanted = parser.parse_args()
    databases.ON_POSTGRESQL = True
    from tests.postgresql_server import start_server  # noqa: PLC0415 - starts at import what SQLite does not need

    server = start_server()
    try:
        print(head())
        for run in [RUNS[wanted.only]] if wanted.only is not None else RUNS:
            with tempfile.TemporaryDirectory() as folder:
                figures = measure(run, Path(folder), server.get_pid(), wanted.keys, wanted.seconds)
            print("\n".join(rows(run, figures)), flush=True)
    finally:
        server.cleanup()


def measure(run: Run, folder: Path, postmaster: int, keys: float, seconds: float) -> Figures:
    """Serve a new site, let all type, and look at it."""
    database = Database(databases.new_address(folder))
    databases.make_tables(database)
    with a_site(run, database, folder) as site:
        tickets, blocks = fill(database, site, run.pages)
        pages, clock, shares = asyncio.run(type_together(site, tickets, blocks, postmaster, keys, seconds))
    databases.drop(database)
    return Figures(
        by_socket=[took for is_socket, took in clock.told if is_socket],
        by_asking=[took for is_socket, took in clock.told if not is_socket],
        server_share=shares[0],
        database_share=shares[1],
        server_mb=shares[2],
        keys=sum(len(page.own) for page in pages),
        differing=sum(1 for page in pages if text_of(page) != page.at_the_server),
        refused=sum(len(page.refusals) for page in pages),
        first_refusal=next((one for page in pages for one in page.refusals), ""),
    )


@contextmanager
def a_site(run: Run, database: Database, folder: Path) -> Iterator[SiteProcess]:
    """A server with threads enough for the sockets, and for pages beside them."""
    url = database.engine.url.render_as_string(hide_password=False)
    site = SiteProcess(url, folder, free_port(), workers=run.workers, threads=run.sockets + 16, sockets=run.sockets)
    site.begin()
    try:
        yield site
    finally:
        site.kill()


def fill(database: Database, site: SiteProcess, pages: int) -> tuple[list[Ticket], list[str]]:
    """A roadmap with a goal for every five, and people who may all write in it."""
    app = app_of(site, database)
    with app.extensions["units_of_work"].change() as session:
        plan = a_plan(session)
        people = []
        for number in range(pages):
            person = a_person(session, f"Nr {number}")
            a_membership(session, person, an_organisation(session, f"Organisation {number}"))
            a_role(session, plan.roadmap.area, person, Role.EDITOR)
            people.append(person)
        actor = as_actor(session, people[0], on=today())
        blocks = [
            add_block(session, plan.roadmap, "goal", {"title": f"Mål {n}", "text": TEXT}, actor=actor, at=now())
            for n in range(pages // AT_A_TEXT)
        ]
    tickets = [Ticket("127.0.0.1", site.port, *signed_in(app, person)) for person in people]
    return tickets, [str(one) for one in blocks]


async def type_together(site, tickets, blocks, postmaster, keys, seconds):
    """Come, type, wait until everyone has heard everything, and compare with the server."""
    clock = Clock()
    pages = [Page(one, blocks[n // AT_A_TEXT], "text", clock) for n, one in enumerate(tickets)]
    for page in pages:
        await page.join()
        page.begin_after(len(TEXT.strip()))
    await asyncio.gather(*(page.connect() for page in pages))
    await asyncio.sleep(SETTLED_SECONDS)
    before, begun = taken(site, postmaster), time.perf_counter()
    await asyncio.gather(*(type_on(page, keys, seconds) for page in pages))
    after, took = taken(site, postmaster), time.perf_counter() - begun
    await everyone_has_heard(pages)
    memory = sum(one.memory_full_info().pss for one in processes_of(site)) / 1e6
    for page in pages:
        _, told = await page.http.ask("POST", f"/blocks/{page.block}/live", {"field": "text"})
        page.at_the_server = text_of_state(base64.b64decode(told["state"]))
    for page in pages:
        await page.leave()
    return pages, clock, ((after[0] - before[0]) / took, (after[1] - before[1]) / took, memory)


async def type_on(page: Page, keys: float, seconds: float) -> None:
    """Type for so long, at a pace that is not quite even."""
    ends = time.perf_counter() + seconds
    await asyncio.sleep(random.random() / keys)
    while time.perf_counter() < ends:
        asked_at = time.perf_counter()
        await page.type(random.choice(LETTERS))
        await asyncio.sleep(max(0.0, random.uniform(0.6, 1.4) / keys - (time.perf_counter() - asked_at)))


async def everyone_has_heard(pages: Sequence[Page]) -> None:
    """Wait until each page has what all at its text have typed, or a good while."""
    by_block: dict[str, int] = {}
    for page in pages:
        by_block[page.block] = by_block.get(page.block, 0) + len(page.own)
    ends = time.perf_counter() + HEARD_WITHIN_SECONDS
    while time.perf_counter() < ends and any(len(one.heard) + len(one.own) < by_block[one.block] for one in pages):  # noqa: ASYNC110
        await asyncio.sleep(0.1)


def processes_of(site: SiteProcess) -> list[psutil.Process]:
    """The server, with the processes that answer."""
    master = psutil.Process(site.process.pid)
    return [master, *master.children(recursive=True)]


def taken(site: SiteProcess, postmaster: int) -> tuple[float, float]:
    """The processor seconds that the server has taken, and the database."""
    return seconds_of(processes_of(site)), seconds_of(psutil.Process(postmaster).children())


def seconds_of(processes: Sequence[psutil.Process]) -> float:
    """Their processor time; who has ended meanwhile counts for nothing."""
    total = 0.0
    for one in processes:
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


def text_of(page: Page) -> str:
    """What the page's text says after all that it heard and typed."""
    return text_of_state(page.state, *page.heard, *page.own)


def text_of_state(*updates: bytes) -> str:
    """The text that updates make together."""
    document = pycrdt.Doc()
    for update in updates:
        document.apply_update(update)
    return str(document.get("text", type=pycrdt.Text))


def head() -> str:
    """The head of the table."""
    names = ["run", "to", "p50 ms", "p95 ms", "max ms", "server", "database", "MB", "keys", "texts that differ"]
    return f"| {' | '.join(names)} |\n|---|---|{'---:|' * 8}"


def rows(run: Run, figures: Figures) -> Iterator[str]:
    """The lines of one run: one for those with a socket, and one for those who ask."""
    rest = f"{figures.server_share:.2f} | {figures.database_share:.2f} | {figures.server_mb:.0f} | {figures.keys}"
    rest += f" | {figures.differing}" + (
        f" ({figures.refused} refused, first: {figures.first_refusal})" if figures.refused else ""
    )
    for name, took in (("socket", figures.by_socket), ("asking", figures.by_asking)):
        if took:
            ms = [1000 * one for one in took]
            told = f"{median(ms):.0f} | {quantiles(ms, n=20)[-1]:.0f} | {max(ms):.0f}"
            yield f"| {run.name} | {name} | {told} | {rest} |"
            rest = " |  |  |  | "


if __name__ == "__main__":
    main()
