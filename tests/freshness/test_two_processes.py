"""Several processes on one database: none answers with what another has made old, nor keeps what another has changed."""

import http.client
from pathlib import Path

import pytest

from roadmaps.areas.models import Area
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block, edit_block
from tests.factories.roadmap import a_plan
from tests.processes import SiteProcess, app_of, free_port

Answer = tuple[int, dict[str, str], str]


@pytest.fixture(autouse=True)
def at() -> None:
    """The servers have clocks of their own, so nothing stands still."""


def test_what_one_process_keeps_is_not_answered_after_a_change_in_another(
    fresh_database: Database, tmp_path: Path
) -> None:
    url = fresh_database.engine.url.render_as_string(hide_password=False)
    site = SiteProcess(url, tmp_path, free_port(), workers=1, threads=8, sockets=2)
    units = app_of(site, fresh_database).extensions["units_of_work"]
    with units.change() as session:
        plan = a_plan(session)
        goal = add_block(session, plan.roadmap, "goal", {"title": "Mål noll"}, actor=plan.editor, at=now())
        roadmap_id, slug = plan.roadmap.id, session.get_one(Area, plan.roadmap.area_id).slug
    # As behind one proxy: both are the same site.
    as_one = {"ROADMAPS_URL": site.address}
    other = SiteProcess(url, tmp_path, free_port(), workers=1, threads=8, sockets=2, environment=as_one)
    address = f"/areas/{slug}/roadmap"
    site.begin()
    other.begin()

    try:
        for number in range(1, 6):
            title = f"Mål {number}"
            with units.change() as session:
                roadmap = session.get_one(Roadmap, roadmap_id)
                current = roadmap.history.current
                edit_block(session, roadmap, goal, {"title": title}, based_on=current, actor=plan.editor, at=now())
            answers = [_get(one.port, address) for one in (site, other, site, other)]

            assert all(title in body for _, _, body in answers)
            tag, *others = {headers["ETag"] for _, headers, _ in answers}
            assert not others
            assert [_get(one.port, address, tag)[0] for one in (site, other)] == [304, 304]
        with units.change() as session:
            roadmap = session.get_one(Roadmap, roadmap_id)
            open_thread(session, roadmap, block_id=goal, quote="", body="Hur då?", actor=plan.editor, at=now())

        assert [_get(one.port, address, tag)[0] for one in (site, other)] == [200, 200]
    finally:
        site.stop()
        other.stop()


def _get(port: int, address: str, tag: str = "") -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers={"If-None-Match": tag} if tag else {})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, dict(answer.getheaders()), body
