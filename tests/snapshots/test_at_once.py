from concurrent.futures import ThreadPoolExecutor

from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.factories.snapshots import AT, a_plan


def test_those_who_freeze_at_the_same_time_get_numbers_of_their_own(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        plan = a_plan(session)
        roadmap_id, leader = plan.roadmap.id, plan.leader

    def freeze_one(title: str) -> int:
        with units.change() as session:
            roadmap = session.get_one(Roadmap, roadmap_id)
            return freeze(session, roadmap, kind=SnapshotKind.WORKING, title=title, actor=leader, at=AT).number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(freeze_one, ["A", "B", "C", "D"]))

    assert sorted(numbers) == [1, 2, 3, 4]
