"""A confirmation that is sent by several windows at the same moment writes once, and so does a fetch."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.indicators.importing import rules as importing
from roadmaps.indicators.kolada import rules as kolada
from roadmaps.indicators.kolada.format import Figure
from roadmaps.indicators.kolada.rules import Words
from roadmaps.indicators.models import PendingImport, Reading
from roadmaps.indicators.queries import find_indicator
from roadmaps.roadmap.models import Roadmap
from tests.factories.indicators import AT, an_indicator

WRITERS = 4


def together(units: UnitsOfWork, act: Callable[[Session], Any]) -> list[Any]:
    start = Barrier(WRITERS)

    def work(_writer: int) -> Any:
        start.wait()
        with units.change() as session:
            return act(session)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(work, range(WRITERS)))


def number_of_readings(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Reading)) or 0


def test_one_confirmation_of_many_writes(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        measured = an_indicator(session)
        roadmap_id, actor = measured.plan.roadmap.id, measured.torsta
        data = "Indikator;Period;Värde\nFöretag som förädlar;2024;45\nFöretag som förädlar;2025;48\n".encode()
        sheet = importing.read_sent(data)
        pending = importing.keep_file(session, measured.plan.roadmap, "a.csv", sheet, actor=actor, at=AT)
        pending_id = pending.id
        seal = importing.preview_of(session, measured.plan.roadmap, pending, actor=actor, at=AT).seal

    def confirm(session: Session) -> object:
        roadmap, pending = session.get_one(Roadmap, roadmap_id), session.get_one(PendingImport, pending_id)
        return importing.confirm(session, roadmap, pending, seal=seal, reason="", actor=actor, at=AT)

    written = together(units, confirm)

    assert sorted(map(str, written)) == ["None", "None", "None", "Written(added=2, corrected=0)"]
    assert number_of_readings(fresh_database) == 2


def test_one_fetch_of_many_adds(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        measured = an_indicator(session, kolada_id="N00945")
        actor = measured.torsta

    def keep(session: Session) -> int:
        roadmap, indicator = find_indicator(session, measured.indicator, actor)
        figures = [Figure(year, "0023", "T", Decimal(40)) for year in (2023, 2024)]
        planned, _fetch = kolada.keep(
            session, roadmap, indicator, figures, words=Words("Kolada", "Ändrat"), asked_by=None, at=AT
        )
        return len(planned.new)

    added = together(units, keep)

    assert sorted(added) == [0, 0, 0, 2]
    assert number_of_readings(fresh_database) == 2
