import json
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.revisions.states import current
from tests.factories.snapshots import a_plan, a_snapshot, an_empty_plan, rewrite_goal


def test_a_roadmap_goes_out_and_comes_in(app: Flask, session: Session, tmp_path: Path) -> None:
    plan, empty = a_plan(session), an_empty_plan(session)
    leader = session.get(Person, empty.leader.person_id)
    file = tmp_path / "plan.json"
    session.flush()
    run = app.test_cli_runner().invoke

    out = run(args=["export", plan.slug, "--out", str(file)])
    came = run(args=["import", str(file), "--area", empty.slug, "--as", leader.email])

    session.expire_all()
    assert (out.exit_code, came.exit_code) == (0, 0), (out.output, came.output)
    assert "9 blocks" in came.output
    assert len(list(current(session, empty.roadmap.history))) == 9


def test_a_frozen_version_or_an_earlier_state_can_be_asked_for(app: Flask, session: Session) -> None:
    plan = a_plan(session)
    number = plan.roadmap.history.current
    snapshot = a_snapshot(session, plan)
    rewrite_goal(session, plan, "Ett annat mål")
    session.flush()
    run = app.test_cli_runner().invoke

    frozen = run(args=["export", plan.slug, "--snapshot", "1"])
    earlier = run(args=["export", plan.slug, "--as-of", str(number)])
    newest = run(args=["export", plan.slug])

    assert frozen.output == snapshot.content
    assert json.loads(earlier.output)["blocks"] == json.loads(snapshot.content)["blocks"]
    assert json.loads(newest.output)["version"]["revision"] == number + 1
    assert "Ett annat mål" in newest.output


def test_files_are_written_in_both_languages(app: Flask, session: Session) -> None:
    plan = a_plan(session)
    session.flush()
    run = app.test_cli_runner().invoke

    english = run(args=["export", plan.slug, "--format", "html", "--language", "en"])

    assert '<html lang="en">' in english.output
    assert f"/areas/{plan.slug}/roadmap" in english.output


def test_what_is_not_there_is_told(app: Flask, session: Session, tmp_path: Path) -> None:
    plan = an_empty_plan(session)
    session.flush()
    file = tmp_path / "empty.json"
    file.write_text("{}")
    run = app.test_cli_runner().invoke

    told = [
        str(run(args=args).exception)
        for args in (
            ["export", "ingenstans"],
            ["export", plan.slug, "--snapshot", "7"],
            ["import", str(file), "--area", plan.slug, "--as", "ingen@example.org"],
        )
    ]

    assert "ingenstans" in told[0]
    assert "no. 7" in told[1]
    assert "ingen@example.org" in told[2]
