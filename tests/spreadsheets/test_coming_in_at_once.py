"""A confirmation that is sent by several windows at the same moment writes once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.spreadsheets.importing import rules
from roadmaps.spreadsheets.importing.rules import Written
from roadmaps.spreadsheets.models import PendingSpreadsheet
from tests.factories.roadmap import AT, a_plan
from tests.factories.spreadsheets import IN_ENGLISH, added, edited, fetched, sent, shown

WRITERS = 4


def test_one_confirmation_of_many_writes(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        plan = a_plan(session)
        plan.add("goal", "Mål")
        actor, roadmap_id, before = plan.editor, plan.roadmap.id, plan.number
        pending = sent(plan, edited(fetched(plan), lambda book: added(book, "goal", title="Nytt mål")))
        seal, pending_id = shown(plan, pending).seal, pending.id
    start = Barrier(WRITERS)

    def confirm(_writer: int) -> Written | None:
        start.wait()
        with units.change() as session:
            roadmap = session.get_one(Roadmap, roadmap_id)
            pending = session.get_one(PendingSpreadsheet, pending_id)
            return rules.confirm(
                session,
                roadmap,
                pending,
                seal=seal,
                choices={},
                summary="",
                translates=IN_ENGLISH,
                actor=actor,
                at=AT,
            )

    with ThreadPoolExecutor(WRITERS) as pool:
        written = list(pool.map(confirm, range(WRITERS)))

    assert sorted(map(str, written)) == ["None", "None", "None", f"Written(added=1, changed=0, number={before + 1})"]
    with fresh_database.reading() as session:
        state = current(session, session.get_one(Roadmap, roadmap_id).history)
    assert [one.content["title"] for one in state.of_kind("goal")] == ["Mål", "Nytt mål"]
