"""What machines are told that look after the site: whether it lives, whether it is ready, and figures."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps import __version__
from roadmaps.build import UNKNOWN, build
from roadmaps.chores.models import ChoreRun, Duty, Worker
from roadmaps.files.stores import FolderStore
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.foundation.ids import new_id
from roadmaps.site.figures import _figures
from roadmaps.site.readiness import Readiness
from roadmaps.web.background import By, Sort
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.notifications import a_mail

TOKEN = "0123456789abcdef-token"
FROM_ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def parts_of(client: Browser) -> dict[str, dict[str, object]]:
    client.application.extensions["readiness"]._looked = None
    answer = client.get("/readyz")
    assert (answer.status_code == 200) is (answer.json["status"] == "ready")
    return answer.json["parts"]


def figures_of(client: Browser) -> dict[str, float]:
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        f"{sample.name}{dict(sample.labels) or ''}": sample.value for family in families for sample in family.samples
    }


def test_life_is_told_without_a_look_at_the_database(client: Browser) -> None:
    client.application.extensions["units_of_work"].database.reading = None

    try:
        answer = client.get("/healthz")
    finally:
        del client.application.extensions["units_of_work"].database.reading

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_readiness_tells_of_each_part_in_words(client: Browser) -> None:
    parts = parts_of(client)

    assert parts["database"] == {"well": True, "needed": True, "words": "The database answers."}
    assert parts["files"]["well"] is True


def test_a_place_for_files_that_takes_nothing_makes_the_process_unready(database: Database, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")

    parts = {part.name: part for part in Readiness(database, FolderStore(tmp_path / "files"), now).look()}

    assert not parts["files"].is_well
    assert parts["files"].is_needed
    assert str(tmp_path) not in parts["files"].words


def test_a_database_that_is_not_there_is_told_soon_and_without_its_address(tmp_path: Path) -> None:
    gone = Database("postgresql://somebody:geheim@127.0.0.1:9/roadmaps")

    parts = {part.name: part for part in Readiness(gone, FolderStore(tmp_path), now).look()}

    assert not parts["database"].is_well
    assert "geheim" not in parts["database"].words
    gone.close()


def test_letters_that_nobody_sends_are_told_and_turn_no_visitor_away(
    database: Database, session: Session, tmp_path: Path
) -> None:
    readiness = Readiness(database, FolderStore(tmp_path), now)
    a_mail(session, due_at=now() - timedelta(hours=1), expires_at=now() + timedelta(days=1))
    session.flush()

    part = readiness._mail(session)

    assert (part.is_well, part.is_needed) == (False, False)
    assert part.words == "Letters wait, and no process sends them."
    session.add(Worker(host="host", process_id=1, is_apart=True, leads=True, started_at=now(), seen_at=now()))
    session.flush()
    assert readiness._mail(session).words == "Letters wait longer than they should."


def test_without_a_mail_server_letters_wait_for_a_person_and_not_too_long(client: Browser, session: Session) -> None:
    a_mail(session, due_at=now() - timedelta(hours=1), expires_at=now() + timedelta(days=1))
    session.flush()

    assert client.application.extensions["readiness"]._mail(session).is_well


def test_figures_are_by_door_and_tell_of_nobody(client: Browser, session: Session) -> None:
    person = a_person(session, "Karin Åslund")
    client.get("/reset/geheim")
    client.sign_in(person)
    client.get("/search?q=Oviken")
    client.get("/nowhere/karin")

    told = client.get("/metrics")

    assert told.status_code == 200
    assert told.mimetype == "text/plain"
    for word in ("geheim", "Karin", "karin", "Oviken", str(person.id), "127.0.0.1"):
        assert word not in told.text
    assert "fardplan_requests_total{'endpoint': 'accounts.reset', 'method': 'GET', 'status': '404'}" in figures_of(
        client
    )
    assert re.search(r'fardplan_request_seconds_bucket\{endpoint="accounts.reset",le="0.25"\} \d', told.text)


def test_figures_tell_what_waits_and_what_has_failed(client: Browser, session: Session) -> None:
    a_mail(session, expires_at=now() + timedelta(days=1))
    session.add(ChoreRun(name="backup", done_at=now() - timedelta(hours=3), last_error=""))
    session.add(ChoreRun(name="digests", failed_at=now(), last_error="oj"))
    session.flush()

    figures = {name: value for name, _words, value in _asked(client)}

    assert figures["mail_waiting"] == 1
    assert figures["backup_age_seconds"] == 3 * 3600
    assert figures["chores_failing"] == 1
    assert figures["workers"] == 0


@pytest.mark.parametrize(
    ("headers", "base", "environ"),
    [
        ({}, "http://localhost", FROM_ELSEWHERE),
        ({"X-Forwarded-For": "203.0.113.9"}, "http://localhost", {}),
        ({}, "https://fardplan.example.org", {}),
        ({"Authorization": "Bearer wrong-wrong-wrong-wrong"}, "http://localhost", FROM_ELSEWHERE),
        ({"Authorization": f"Basic {TOKEN}"}, "http://localhost", FROM_ELSEWHERE),
    ],
    ids=["another machine", "through a proxy", "by the name of the site", "a wrong token", "another way to show it"],
)
def test_figures_are_there_for_nobody_else(client: Browser, with_token: None, headers, base, environ) -> None:
    answer = client.get("/metrics", headers=headers, base_url=base, environ_base=environ)

    assert answer.status_code == 404


def test_figures_are_there_for_whoever_has_the_token(client: Browser, with_token: None) -> None:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, environ_base=FROM_ELSEWHERE)

    assert answer.status_code == 200


@pytest.fixture
def with_token(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    extensions = client.application.extensions
    monkeypatch.setitem(extensions, "settings", replace(extensions["settings"], metrics_token=TOKEN))


def _asked(client: Browser):
    return _figures(client.session, now(), client.application.extensions["duties"])


@pytest.fixture
def with_own_work(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sorts of it, as in a site that runs."""
    duties = client.application.extensions["duties"]
    sorts = [Sort("letters", lambda: None, 5.0, By.ANY), Sort("chores", lambda: None, 60.0, By.LEADER)]
    monkeypatch.setattr(duties, "sorts", sorts)


def test_work_that_nobody_does_counts_as_failing(client: Browser, session: Session, with_own_work: None) -> None:
    for name in ("letters", "chores"):
        session.add(Duty(name=name, turned_at=now(), last_error=""))
    session.flush()
    figures = {name: value for name, _words, value in _asked(client)}
    assert figures["duties_failing"] == 0

    for row in session.scalars(select(Duty)):
        row.turned_at = now() - timedelta(days=2)
    session.flush()

    figures = {name: value for name, _words, value in _asked(client)}
    assert figures["duties_failing"] == 2


def test_the_build_that_serves_is_told(client: Browser) -> None:
    assert f'fardplan_info{{build="{build()}",version="{__version__}"}} 1' in client.get("/metrics").text
    assert build() != UNKNOWN, "in a checkout it is the commit"


def test_a_coordinator_is_told_that_the_own_work_stands_still(
    client: Browser, session: Session, with_own_work: None
) -> None:
    client.sign_in(a_person(session, is_coordinator=True, language="en"))
    told = "The site's own work stands still"
    assert told in unescape(client.get("/administration").text)

    session.add(Worker(id=new_id(), host="h", process_id=7, is_apart=True, leads=True, started_at=now(), seen_at=now()))
    session.flush()
    assert told not in unescape(client.get("/administration").text)

    session.add(Duty(name="letters", turned_at=now() - timedelta(days=2), last_error=""))
    session.flush()
    assert told in unescape(client.get("/administration").text)
