"""Journals to look at: some acts in a row, each in a unit of work of its own."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.circumstances import Circumstances, Entrance
from roadmaps.foundation.ids import new_id
from roadmaps.journal.models import Outcome
from roadmaps.journal.rules import Known, write_line
from roadmaps.journal.telling import canonical

ADDRESS = "192.0.2.7"


def a_line(
    session: Session,
    *,
    at: datetime,
    event: str = "discussion.ThreadOpened",
    person_id: UUID | None = None,
    door: str = "discussion.open_thread",
    entrance: Entrance = Entrance.PAGE,
    outcome: Outcome = Outcome.DONE,
    address: str = ADDRESS,
    **things: object,
) -> int:
    """One line that tells of one event; return its number."""
    told = Circumstances(entrance, door, person_id, new_id() if person_id else None, address=address)
    what = canonical({"events": [{"event": event, **{name: str(value) for name, value in things.items()}}]})
    return write_line(session, Known(told, what, outcome), at=at).number


def some_lines(session: Session, count: int, *, at: datetime) -> None:
    """So many acts of three people in two areas, a minute apart."""
    people, areas = [new_id() for _ in range(3)], [new_id() for _ in range(2)]
    for number in range(count):
        a_line(
            session,
            at=at + timedelta(minutes=number),
            person_id=people[number % 3] if number % 4 else None,
            address="" if number % 5 == 4 else ADDRESS,
            area_id=areas[number % 2],
            thread_id=new_id(),
        )
    session.flush()
