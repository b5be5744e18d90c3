"""Writing messages with the act that they tell of, before the journal sees what was written."""

from sqlalchemy.orm import Session

from roadmaps.foundation.changed_rows import ChangedRows
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Event
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.webhooks.rules import write_messages


def listen(units: UnitsOfWork) -> None:
    """See every unit of work as a whole: its receivers are locked in one order, however many things have happened in it."""
    units.let_witness(_write, before_others=True)


def _write(session: Session, events: list[Event], _changed: ChangedRows) -> None:
    if events:
        write_messages(session, events, at=now())
        session.flush()
