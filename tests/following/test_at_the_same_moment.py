from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.following.models import Follow, Origin, SubjectSort
from roadmaps.following.rules import follow_by_itself
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.factories.accounts import a_person
from tests.racing import what_comes_of_the_second


def test_what_two_let_somebody_follow_at_once_is_followed_once(fresh_database: Database, at: datetime) -> None:
    units, block_id = UnitsOfWork(fresh_database, Listeners()), new_id()
    with units.change() as session:
        karin_id = a_person(session).id

    def lead(session: Session) -> None:
        follow_by_itself(session, karin_id, SubjectSort.BLOCK, block_id, Origin.LEADS, at=at)

    assert what_comes_of_the_second(units, lead, lead) is None
    with fresh_database.reading() as session:
        assert len(session.scalars(select(Follow)).all()) == 1
