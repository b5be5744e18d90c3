"""A clock that went ahead and was set right keeps no chore waiting."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.chores.models import ChoreRun
from roadmaps.chores.rounds import Chores
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.databases import JoiningDatabase


@pytest.mark.parametrize(
    ("told", "is_done"),
    [
        (timedelta(minutes=4), False),
        (timedelta(minutes=6), True),
        (timedelta(days=1), True),
        (timedelta(minutes=-4), False),
        (timedelta(minutes=-5), True),
    ],
)
def test_a_note_from_far_ahead_does_not_hold_back_what_is_due(
    database: JoiningDatabase, session: Session, at: datetime, told: timedelta, is_done: bool
) -> None:
    chores = Chores()
    chores.add("look", lambda _session, _at: None, every=timedelta(minutes=5))
    session.add(ChoreRun(name="look", done_at=at + told, last_error=""))
    session.commit()

    assert bool(chores.do_due(UnitsOfWork(database, Listeners()), at)) is is_done
