import hashlib
import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.revisions.models import Revision
from roadmaps.snapshots.exports import FORMATS
from tests.factories.snapshots import AT, Plan, a_plan, a_snapshot, an_empty_plan, rewrite_goal

DAY_BEFORE, DAY_OF_FIRST, SOME_DAY = "2026-11-09", "2026-11-10", "2026-11-15"


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def run(app: Flask, session: Session):
    def invoke(*args: str):
        session.flush()
        return app.test_cli_runner().invoke(args=["export", *args])

    return invoke


def titles(text: str) -> list[str]:
    return [block["content"]["title"] for block in json.loads(text)["blocks"] if "title" in block["content"]]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_folder_under_its_own_name(run, plan: Plan, tmp_path: Path, name: str) -> None:
    done = run(plan.slug, "--format", name, "--out", str(tmp_path))

    [file] = tmp_path.iterdir()
    assert done.exit_code == 0, done.output
    assert file.name.startswith(f"fardplan-{plan.slug}-revision-")
    assert file.suffix == f".{FORMATS[name].extension}"


def test_several_formats_come_as_one_package(run, session: Session, plan: Plan, tmp_path: Path) -> None:
    snapshot = a_snapshot(session, plan)
    file = tmp_path / "package.zip"

    done = run(plan.slug, "--snapshot", "1", "--format", "json", "--format", "ics", "--out", str(file))

    assert done.exit_code == 0, done.output
    with ZipFile(file) as package:
        [data] = [name for name in package.namelist() if name.endswith("version-1.json")]
        assert hashlib.sha256(package.read(data)).hexdigest() == snapshot.sha256


def test_a_day_stands_for_the_last_change_before_its_end(run, session: Session, plan: Plan) -> None:
    first = plan.roadmap.history.current
    rewrite_goal(session, plan, "Ett annat mål")
    revisions = update(Revision).where(Revision.history_id == plan.roadmap.history_id)
    # Half past eleven in the evening in Sweden, on the tenth.
    session.execute(revisions.values(written_at=AT.replace(day=10, hour=22, minute=30)))
    session.execute(revisions.where(Revision.number > first).values(written_at=AT - timedelta(hours=1)))

    assert "Ett annat mål" not in titles(run(plan.slug, "--as-of", SOME_DAY).output)
    assert "Förädla | mer" in titles(run(plan.slug, "--as-of", DAY_OF_FIRST).output)
    assert "Ett annat mål" in titles(run(plan.slug, "--as-of", "2026-11-21").output)
    early = run(plan.slug, "--as-of", DAY_BEFORE)
    assert "Nothing had been written in the roadmap by 2026-11-09." in str(early.exception)
    assert early.exit_code == 1


def test_parts_and_language_are_chosen(run, plan: Plan) -> None:
    told = run(plan.slug, "--format", "html", "--language", "en", "--parts", "vision, goals").output

    assert '<html lang="en"' in told
    assert "Länet 2035" in told
    assert "Ro mot besök" not in told


def test_comments_are_for_somebodys_eyes(run, session: Session, plan: Plan) -> None:
    leader = session.get_one(Person, plan.leader.person_id)

    nobody = run(plan.slug, "--format", "html", "--with-comments")
    somebody = run(plan.slug, "--format", "html", "--with-comments", "--as", leader.email)

    assert (nobody.exit_code, somebody.exit_code) == (2, 0)
    assert "--as" in nobody.output


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        (["--as-of", "soon"], 2, "neither the number of a change nor a day"),
        (["--as-of", "900"], 1, "The newest is no."),
        (["--snapshot", "7"], 1, "no frozen version no. 7"),
        (["--snapshot", "1", "--as-of", "1"], 2, "Choose either"),
        (["--parts", "vision,nonsense"], 2, "There is no part nonsense"),
        (["--format", "exe"], 2, "exe"),
        (["--as", "nobody@example.org"], 1, "Nobody signs in"),
    ],
)
def test_what_cannot_be_is_told_in_words(run, plan: Plan, asked: list[str], status: int, told: str) -> None:
    done = run(plan.slug, *asked)

    assert done.exit_code == status
    assert told in done.output + str(done.exception)


def test_what_cannot_be_written_leaves_what_was_there(run, plan: Plan, tmp_path: Path) -> None:
    missing = tmp_path / "no such folder" / "plan.json"

    done = run(plan.slug, "--out", str(missing))

    assert done.exit_code == 1
    assert "cannot be written: No such file or directory" in done.output
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_as_a_whole(run, plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("yesterday")

    done = run(plan.slug, "--out", str(file))

    assert done.exit_code == 0
    assert json.loads(file.read_text())["format"] == "fardplan-roadmap-1"
    assert [one.name for one in tmp_path.iterdir()] == ["plan.json"]


def test_an_empty_roadmap_can_be_taken_out_too(run, session: Session) -> None:
    empty = an_empty_plan(session)

    assert json.loads(run(empty.slug).output)["blocks"] == []
