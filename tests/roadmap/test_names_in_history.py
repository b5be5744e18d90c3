"""What a process remembers of who has written in a roadmap holds until anything changes, in whichever process."""

from pathlib import Path

from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.foundation.clock import today
from roadmaps.foundation.database import Database
from roadmaps.privacy.rules import erasures
from tests.factories.areas import a_coordinator, as_actor
from tests.factories.roadmap import AT, a_plan, a_voice
from tests.processes import SiteProcess, app_of, signed_in

NAME, EMPLOYER = "Sigbritt Persson", "Bispgårdens mejeri"


def test_a_name_that_is_taken_away_in_one_process_is_gone_from_history_in_the_other(
    fresh_database: Database, tmp_path: Path
) -> None:
    url = fresh_database.engine.url.render_as_string(hide_password=False)
    here, there = (app_of(SiteProcess(url, tmp_path, 5000), fresh_database) for _ in range(2))
    for app in (here, there):
        app.extensions["kept_pages"].is_on = True
    with there.extensions["units_of_work"].change() as writing:
        plan = a_plan(writing)
        writer = a_voice(writing, plan.roadmap, Role.EDITOR, NAME, EMPLOYER)
        goal = plan.add("goal", "Mer mat härifrån", by=writer)
        plan.edit(goal, text="Mjölken blir ost i länet.", by=writer)
        plan.edit(goal, text="Mjölken blir ost i byn.")
        first, second = plan.others["coordinator"], a_coordinator(writing)
        address = plan.address
    with fresh_database.reading() as reading:
        cookie, _ = signed_in(there, reading.get_one(Person, first.person_id))

    def seen(query: str) -> str:
        answer = here.test_client(use_cookies=False).get(f"{address}/history?{query}", headers={"Cookie": cookie})
        assert answer.status_code == 200
        return answer.text

    before = seen("before=4")
    with there.test_request_context(), there.extensions["units_of_work"].change() as writing:
        person = writing.scalars(select(Person).where(Person.name == NAME)).one()
        erasure = erasures.begin(writing, person, reason="", at=AT, actor=as_actor(writing, person))
        erasures.propose(writing, erasure, at=AT, actor=first)
        erasures.confirm(writing, erasure, on=today(), at=AT, actor=second)
    after = seen("before=3")

    assert before.count(NAME) > 2
    assert NAME not in after
    # Once among the choices, and once with each of two changes.
    assert after.count(f"Tidigare företrädare för {EMPLOYER}") == 3
