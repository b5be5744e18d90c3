"""A copy is taken while several write: what it holds is whole, and holds all that was acknowledged before it began."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

import pytest
from sqlalchemy import select

from roadmaps.doctor import numbers, references
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.keeping.backing_up import take_as_file
from roadmaps.keeping.restoring import restore
from roadmaps.revisions.models import BlockVersion
from roadmaps.roadmap.models import Roadmap
from tests.factories.files import a_file, a_pdf
from tests.factories.roadmap import Plan, a_plan
from tests.keeping.installations import Installation, an_installation, furnish

WRITERS = 3
BEFORE, AFTER = 8, 8


@pytest.fixture(params=["sqlite", "postgresql"])
def addresses(request: pytest.FixtureRequest, a_postgresql: Callable[..., str]) -> Iterator[tuple[str, str]]:
    yield (a_postgresql(), a_postgresql()) if request.param == "postgresql" else ("", "")


class Writer:
    """Somebody who adds goals, one after another, and knows which were acknowledged."""

    def __init__(self, units: UnitsOfWork, plan: Plan, store: object) -> None:
        self.acknowledged: list[UUID] = []
        self.failed: list[Exception] = []
        self._units, self._plan, self._store = units, plan, store
        self._stop = Event()
        self._thread = Thread(target=self._write)

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        self._thread.join(60)

    def _write(self) -> None:
        try:
            while not self._stop.is_set():
                with self._units.change() as session:
                    roadmap = session.get_one(Roadmap, self._plan.roadmap.id)
                    plan = Plan(session, roadmap, self._plan.leader, self._plan.editor, {})
                    added = plan.add("goal", f"Mål {len(self.acknowledged)}")
                    # Fewer than one person may send in an hour, however fast the machine writes.
                    if len(self.acknowledged) % 5 == 0 and len(self.acknowledged) < 100:
                        a_file(session, plan, self._store, a_pdf(str(added).encode()))
                self.acknowledged.append(added)
        except Exception as error:  # noqa: BLE001 - told by the test
            self.failed.append(error)


def test_a_copy_under_a_storm_of_writes_is_whole_and_holds_what_was_acknowledged(
    tmp_path: Path, addresses: tuple[str, str], programs: Path
) -> None:
    site = an_installation(tmp_path / "site", url=addresses[0], programs=programs)
    furnish(site.database)
    units = UnitsOfWork(site.database, Listeners())
    with units.change() as session:
        plan = a_plan(session)
    writers = [Writer(units, plan, site.store) for _ in range(WRITERS)]
    for writer in writers:
        writer.begin()
    until(lambda: all(len(writer.acknowledged) >= BEFORE or writer.failed for writer in writers))

    before = [block for writer in writers for block in list(writer.acknowledged)]
    taken = take_as_file(site.source, tmp_path / "copy.tar")
    during = sum(len(writer.acknowledged) for writer in writers) - len(before)
    until(lambda: all(len(writer.acknowledged) >= BEFORE + AFTER or writer.failed for writer in writers))
    for writer in writers:
        writer.end()

    assert [writer.failed for writer in writers] == [[]] * WRITERS
    assert taken.manifest.missing == ()
    elsewhere = an_installation(tmp_path / "elsewhere", url=addresses[1], programs=programs)
    restore(tmp_path / "copy.tar", elsewhere.place)
    all_is_well(elsewhere)
    with elsewhere.database.reading() as session:
        kept = set(session.scalars(select(BlockVersion.block_id)))
    assert set(before) <= kept
    assert len(kept) < len(before) + during + WRITERS * (AFTER + 1), "the writers went on, and the copy stood still"
    site.database.close()
    elsewhere.database.close()


def all_is_well(site: Installation) -> None:
    with site.database.reading() as session:
        told = [*numbers.look(session), *references.look(session)]
    assert [one.sentence for one in told if not one.is_well] == []


def until(is_so: Callable[[], bool]) -> None:
    waiting = Event()
    for _ in range(1_200):
        if is_so():
            return
        waiting.wait(0.05)
    raise AssertionError("the writers are stuck")
