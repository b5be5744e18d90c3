"""What it costs to take a roadmap home, in each format: the demo's largest roadmap, and one of 300 activities.

    python -m bench.exports

Each format is written in a process of its own, from the paper on. Told are seconds of processor time (with that of the
programs which set PDF, Word and OpenDocument), seconds on the clock, and the most memory that the process, and any program
that it ran, had in use. The ratio compares a page of the large one with a page of the small one.
"""

import multiprocessing
import resource
import tempfile
import time
from dataclasses import dataclass
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

import pikepdf
from sqlalchemy import select

from roadmaps.app import know_every_table
from roadmaps.demo.load import load_demo
from roadmaps.files.stores import FolderStore
from roadmaps.foundation.clock import today
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.papers.catalogues import words_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import Choice
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.manuscripts import manuscript_of, working_edition
from tests.factories.large import a_large_plan

SITE = "https://fardplan.example.org"
GOAL_SECONDS = 2.0


@dataclass(frozen=True)
class Cost:
    """What writing one file took."""

    processor: float
    clock: float
    own_megabytes: float
    program_megabytes: float
    kilobytes: float
    pages: int = 0


def main() -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        know_every_table()
        demo, large = _database(folder, "demo"), _database(folder, "large")
        load_demo(demo)
        with large.change() as session:
            a_large_plan(session)
        small = _print_table("the demo's largest roadmap", _largest(demo))
        big = _print_table("300 activities", _largest(large))
        print(f"\n{'ratio, by page':16}")
        for name in FORMATS:
            ratio = (big[name].processor / big["pdf"].pages) / (small[name].processor / small["pdf"].pages)
            print(f"  {name:14}{ratio:10.2f}")
        print(f"PDF of the demo: {'within' if small['pdf'].clock < GOAL_SECONDS else 'BEYOND'} {GOAL_SECONDS} s")
        for units in (demo, large):
            units.database.close()


def _print_table(title: str, manuscript: Manuscript) -> dict[str, Cost]:
    costs = {name: _measured(manuscript, name) for name in FORMATS}
    print(f"\n{title}: {len(manuscript.edition.file.blocks)} blocks, {costs['pdf'].pages} pages")
    print(f"{'':16}{'CPU s':>10}{'clock s':>10}{'own MB':>10}{'prog. MB':>10}{'kB':>10}")
    for name, cost in costs.items():
        figures = cost.own_megabytes, cost.program_megabytes, cost.kilobytes
        print(f"  {name:14}{cost.processor:10.2f}{cost.clock:10.2f}" + "".join(f"{one:10.0f}" for one in figures))
    return costs


def _measured(manuscript: Manuscript, name: str) -> Cost:
    """The cost of one file, counted in a process that does nothing else."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_write, args=(manuscript, name, theirs))
    process.start()
    cost: Cost = ours.recv()
    process.join()
    return cost


def _write(manuscript: Manuscript, name: str, answer: Connection) -> None:
    began, before = time.perf_counter(), _seconds()
    content = FORMATS[name].write(manuscript)
    clock, processor = time.perf_counter() - began, _seconds() - before
    own, programs = (resource.getrusage(who).ru_maxrss / 1000 for who in _BOTH)
    pages = len(pikepdf.open(BytesIO(content)).pages) if content.startswith(b"%PDF") else 0
    answer.send(Cost(processor, clock, own, programs, len(content) / 1000, pages))


_BOTH = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def _seconds() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _BOTH))


def _largest(units: UnitsOfWork) -> Manuscript:
    with units.database.reading() as session:
        roadmaps = session.scalars(select(Roadmap)).unique().all()
        editions = [(working_edition(session, one, SITE), one) for one in roadmaps]
        edition, roadmap = max(editions, key=lambda pair: len(pair[0].file.blocks))
        words, store = words_in("sv"), FolderStore(Path("nowhere"))
        return manuscript_of(session, edition, roadmap, Choice("sv"), words, viewer=None, today=today(), store=store)


def _database(folder: str, name: str) -> UnitsOfWork:
    database = Database(f"sqlite:///{Path(folder) / name}.sqlite")
    Base.metadata.create_all(database.engine)
    return UnitsOfWork(database, Listeners())


if __name__ == "__main__":
    main()
