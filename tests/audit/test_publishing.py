"""Where the journal stands leaves the site every day, and what was published finds out whoever has the whole database."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from roadmaps.app import create_app
from roadmaps.audit.heads import NAME, NoHeads, heads_in, last_in, read_heads
from roadmaps.audit.publishing import CHORE, Publisher
from roadmaps.config import BadSetting, Settings
from roadmaps.foundation.database import Database
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.journal.models import JournalLine
from roadmaps.journal.queries import head
from roadmaps.notifications.models import OutgoingMail
from tests.databases import ON_POSTGRESQL
from tests.factories.journal import a_line
from tests.factories.snapshots import a_plan, a_snapshot


@pytest.fixture
def publisher(app: Flask, tmp_path: Path) -> Publisher:
    return Publisher(
        tmp_path / "audit", ["archive@example.org"], app.extensions["outbox"], "https://fardplan.example.org"
    )


def test_the_head_goes_to_the_file_and_by_letter(publisher: Publisher, session: Session, at: datetime) -> None:
    a_line(session, at=at)

    publisher.publish(session, at)

    newest = head(session)
    published = last_in(publisher.folder / NAME)
    assert published is not None
    assert (published.number, published.hash) == (newest.number, newest.hash)
    letter = session.scalars(select(OutgoingMail)).one()
    assert letter.to == "archive@example.org"
    assert newest.hash in letter.text
    assert newest.hash in letter.html


def test_where_nothing_has_been_done_nothing_is_published(publisher: Publisher, session: Session, at: datetime) -> None:
    a_line(session, at=at)
    publisher.publish(session, at)
    a_line(session, at=at, event="audit.HeadPublished")

    publisher.publish(session, at + timedelta(days=1))

    assert len(list(read_heads(publisher.folder / NAME))) == 1


def test_an_empty_journal_is_not_published(publisher: Publisher, session: Session, at: datetime) -> None:
    publisher.publish(session, at)

    assert not publisher.folder.exists()


def test_it_is_done_every_day_by_itself(app: Flask) -> None:
    assert CHORE in app.extensions["chores"].names


def test_a_file_that_holds_something_else_is_refused() -> None:
    with pytest.raises(NoHeads, match="line 2"):
        list(heads_in(["# heads", "2026-11-21 seven"], "heads.txt"))


@pytest.mark.parametrize("wrong", ["archive", "a@b.se;c@d.se", "A <a@b.se>", "a@b.se\nBcc:x@y.se"])
def test_addresses_that_are_none_are_refused_at_start(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="ROADMAPS_AUDIT_MAIL"):
        Settings.from_environment({"ROADMAPS_DATA": str(tmp_path), "ROADMAPS_AUDIT_MAIL": wrong})


def test_the_settings_say_where_heads_go(tmp_path: Path) -> None:
    own = Settings.from_environment({"ROADMAPS_DATA": str(tmp_path)})
    told = Settings.from_environment(
        {
            "ROADMAPS_DATA": str(tmp_path),
            "ROADMAPS_AUDIT_DIR": str(tmp_path / "elsewhere"),
            "ROADMAPS_AUDIT_MAIL": "a@example.org, b@example.org",
        }
    )

    assert (own.heads_dir, own.audit_mail) == (tmp_path / "audit", ())
    assert (told.heads_dir, told.audit_mail) == (tmp_path / "elsewhere", ("a@example.org", "b@example.org"))


def test_a_frozen_version_bears_where_the_journal_stood(session: Session, at: datetime) -> None:
    a_line(session, at=at)
    newest = head(session)

    snapshot = a_snapshot(session, a_plan(session))

    assert json.loads(snapshot.content)["version"]["journal"] == {"number": newest.number, "hash": newest.hash}


# ——— the command line ———


@pytest.fixture
def site(fresh_database: Database, tmp_path: Path) -> Flask:
    """A site of its own, with thirty lines and a head published after the twentieth."""
    settings = Settings(
        database_url=fresh_database.url, secret_key="kept by the tests", data_dir=tmp_path, is_testing=True
    )
    return create_app(settings, fresh_database)


@pytest.fixture
def run(site: Flask, at: datetime) -> Callable[..., Result]:
    units: UnitsOfWork = site.extensions["units_of_work"]
    for count in (20, 10):
        with units.database.writing() as session:
            for _ in range(count):
                a_line(session, at=at)
            session.commit()
        if count == 20:
            site.extensions["chores"].do(units, CHORE, at)
    return lambda *args: site.test_cli_runner().invoke(args=["audit", *args])


def tamper(site: Flask, statement: str) -> None:
    with site.extensions["units_of_work"].database.writing() as session:
        for act in ("update", "delete"):
            session.execute(
                text(f"DROP TRIGGER journal_lines_no_{act}" + (" ON journal_lines" if ON_POSTGRESQL else ""))
            )
        session.execute(text(statement))
        session.commit()


def test_verify_tells_that_the_journal_is_whole(run: Callable[..., Result]) -> None:
    done = run("verify")

    assert done.exit_code == 0, done.output
    assert "31 lines, compared with 1 published heads" in done.output
    assert "Nothing outside the journal tells yet of what comes after line" in done.output


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_lines SET door = 'another' WHERE number = 7",
        "DELETE FROM journal_lines WHERE number = 7",
        "DELETE FROM journal_lines WHERE number > 15",
    ],
)
def test_verify_fails_when_something_has_been_changed(site: Flask, run: Callable[..., Result], statement: str) -> None:
    tamper(site, statement)

    done = run("verify")

    assert done.exit_code == 1
    assert "CHANGED" in done.output


def test_an_export_is_checked_without_the_database(site: Flask, run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    assert run("export", str(file)).exit_code == 0
    kept = file.read_text()
    tamper(site, "DELETE FROM journal_lines WHERE number > 3")

    whole = run("verify", "--file", str(file))
    file.write_text(kept.replace('"number": 5,', '"number": 6,'))
    changed = run("verify", "--file", str(file))

    assert whole.exit_code == 0, whole.output
    assert changed.exit_code == 1
    assert run("export", str(file)).exit_code != 0, "an export is never written over"


def test_without_a_head_to_compare_with_no_journal_is_called_whole(site: Flask, run: Callable[..., Result]) -> None:
    (site.extensions["settings"].heads_dir / NAME).unlink()
    tamper(site, "DELETE FROM journal_lines")
    with site.extensions["units_of_work"].database.writing() as session:
        session.execute(text("DROP TRIGGER journal_marks_no_delete" + (" ON journal_marks" if ON_POSTGRESQL else "")))
        session.execute(text("DELETE FROM journal_marks"))
        session.execute(text("DELETE FROM journal_addresses"))
        session.commit()

    done = run("verify")

    assert done.exit_code == 2
    assert "whole" not in done.output
    assert "no published head" in done.output


def test_verify_tells_what_no_head_tells_of_yet(run: Callable[..., Result]) -> None:
    assert "after line 20" in run("verify").output


def test_heads_that_were_kept_elsewhere_count_too(site: Flask, run: Callable[..., Result], tmp_path: Path) -> None:
    with site.extensions["units_of_work"].database.reading() as session:
        last = session.scalars(select(JournalLine).order_by(JournalLine.number.desc())).first()
        assert last is not None
    elsewhere = tmp_path / "letters.txt"
    elsewhere.write_text(f"2026-11-21T10:00:00Z {last.number} {last.hash}\n")
    tamper(site, f"DELETE FROM journal_lines WHERE number = {last.number}")

    assert run("verify", "--heads", str(elsewhere)).exit_code == 1
