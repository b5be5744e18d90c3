"""The program in the documentation, against a real server."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from roadmaps.foundation.database import Database
from tests.factories.access_tokens import a_token
from tests.factories.roadmap import a_plan
from tests.processes import SiteProcess, app_of, free_port

CLIENT = Path(__file__).parents[2] / "docs" / "examples" / "client.py"


def _client():
    spec = spec_from_file_location("example_client", CLIENT)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_program_in_the_documentation_does_what_it_says(fresh_database: Database, tmp_path: Path) -> None:
    client = _client()
    site = SiteProcess(fresh_database.url, tmp_path, free_port())
    with app_of(site, fresh_database).extensions["units_of_work"].change() as session:
        plan = a_plan(session, is_public=False)
        goal = plan.add("goal", "Fler förädlar", horizon=2027, text="En rad.\n\nEn till.")
        plan.add("activity", "En kort kurs", goal=str(goal))
        indicator = plan.add("indicator", "Företag", unit="företag", baseline="12", baseline_year=2021)
        token, slug, other = a_token(session, plan.editor.person_id), plan.slug, a_token(session, plan.leader.person_id)
    site.begin()
    try:
        mine, theirs = client.Site(site.address, token), client.Site(site.address, other)

        told = subprocess.run(
            [sys.executable, CLIENT, site.address, slug],
            env={"TOKEN": token},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        read = next(one for one in mine.ask("GET", f"/areas/{slug}/roadmap")["blocks"] if one["kind"] == "goal")
        theirs.edit(read, {"horizon": 2035, "text": "En rad, ändrad.\n\nEn till."}, "De andra hann före")
        settled = mine.edit(read, {"horizon": 2030, "text": "En rad.\n\nEn till, omskriven."}, "Våra ord")
        reading = client.report(mine, str(indicator), "2025", "48")
        readings = list(mine.every(f"/indicators/{indicator}/readings"))
        with pytest.raises(client.Refused) as refusal:
            client.Site(site.address, "fp_wrong").ask("GET", "/me")
    finally:
        site.stop()

    assert "En kort kurs (planned)" in told
    assert settled["fields"]["horizon"] == 2035
    assert settled["fields"]["text"] == "En rad, ändrad.\n\nEn till, omskriven."
    assert [one["id"] for one in readings] == [reading["id"]]
    assert refusal.value.problem["status"] == 401


def test_the_program_is_short_enough_to_be_read() -> None:
    assert len(CLIENT.read_text(encoding="utf-8").splitlines()) <= 110
