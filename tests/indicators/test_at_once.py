"""Several people record and correct the same reading at the same moment: one does, the others are told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.indicators import rules
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.models import Reading
from roadmaps.roadmap.models import Roadmap
from tests.factories.indicators import AT, an_indicator

WRITERS = 5


def outcomes_of(units: UnitsOfWork, act: Callable[[Session, int], object]) -> list[str]:
    """What comes of it when all act together."""
    together = Barrier(WRITERS)

    def work(writer: int) -> str:
        together.wait()
        try:
            with units.change() as session:
                act(session, writer)
        except Invalid:
            return "refused"
        return "kept"

    with ThreadPoolExecutor(WRITERS) as pool:
        return sorted(pool.map(work, range(WRITERS)))


def test_one_of_many_records_and_one_of_many_corrects(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        measured = an_indicator(session)
        roadmap_id = measured.plan.roadmap.id

    def record(session: Session, writer: int) -> None:
        new = NewReading(measured.indicator, "2025", Decimal(40 + writer))
        rules.record_reading(session, session.get_one(Roadmap, roadmap_id), new, actor=measured.torsta, at=AT)

    recorded = outcomes_of(units, record)
    with fresh_database.reading() as session:
        reading_id = session.scalars(select(Reading.id)).one()

    def correct(session: Session, writer: int) -> None:
        reading = session.get_one(Reading, reading_id)
        rules.correct_reading(session, reading, Decimal(80 + writer), reason="Fel.", actor=measured.torsta, at=AT)

    corrected = outcomes_of(units, correct)
    with fresh_database.reading() as session:
        rows = session.scalars(select(Reading)).all()

    assert recorded == corrected == ["kept", *["refused"] * (WRITERS - 1)]
    assert len(rows) == 2
