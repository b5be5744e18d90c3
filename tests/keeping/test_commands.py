"""What a timer learns from the commands: 0 when all is well, 1 when nothing was done, 3 when something is wanting."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from roadmaps.cli import main
from roadmaps.foundation.database import Database
from tests.factories.access_tokens import a_token
from tests.factories.accounts import LONG_AGO, a_person, a_sign_in
from tests.keeping.installations import SECRET, Installation, furnish


@pytest.fixture(autouse=True)
def set_for(site: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands are given in the site's folder."""
    for name in ("DATABASE_URL", "ROADMAPS_URL", "FILES_URL", "ROADMAPS_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROADMAPS_DATA", str(site.settings.data_dir))
    monkeypatch.setenv("ROADMAPS_SECRET_KEY", SECRET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "copies"
    made.mkdir()
    return made


def roadmaps(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def noted(site: Installation) -> tuple[str | None, str | None, str]:
    """When a copy was taken and when it failed, as the database notes it."""
    with closing(sqlite3.connect(site.file)) as database:
        return database.execute(
            "SELECT done_at, failed_at, last_error FROM chore_runs WHERE name = 'backup'"
        ).fetchone()


def doings(file: Path) -> list[str]:
    """What the commands have written in the journal, in order."""
    with closing(sqlite3.connect(file)) as database:
        lines = database.execute("SELECT what FROM journal_lines WHERE entrance = 'command' ORDER BY number")
        return [event["event"] for (what,) in lines for event in json.loads(what).get("events", [])]


def test_a_copy_is_taken_checked_noted_and_put_back(
    site: Installation, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = roadmaps("backup", str(folder), "--keep", "3")
    [copy] = folder.iterdir()
    checked = roadmaps("backup", "--check", str(copy))
    refused = roadmaps("restore", str(copy))
    monkeypatch.setenv("ROADMAPS_DATA", str(tmp_path / "elsewhere"))
    restored = roadmaps("restore", str(copy))

    assert (taken.exit_code, checked.exit_code, refused.exit_code, restored.exit_code) == (0, 0, 1, 0), taken.output
    assert noted(site) == ("2026-11-21 09:00:00.000000", None, "")
    assert "1 files, the journal up to line 1" in taken.output
    assert "letters were waiting" in restored.output


def test_a_copy_that_cannot_be_taken_ends_with_one_and_is_noted(site: Installation, tmp_path: Path) -> None:
    told = roadmaps("backup", str(tmp_path / "not mounted"))

    assert told.exit_code == 1
    assert noted(site)[1] == "2026-11-21 09:00:00.000000"
    assert "mount what belongs there" in noted(site)[2]


def test_a_copy_without_a_file_that_is_missing_ends_with_three(site: Installation, folder: Path) -> None:
    for digest in site.store.digests():
        site.store.delete(digest)

    assert roadmaps("backup", str(folder)).exit_code == 3
    assert len(list(folder.iterdir())) == 1


def test_a_copy_that_is_not_there_is_told_in_a_sentence(folder: Path) -> None:
    told = roadmaps("backup", "--check", str(folder / "none.tar"))

    assert told.exit_code == 1
    assert told.output == f"Error: {folder}/none.tar cannot be read: No such file or directory.\n"


def test_a_copy_that_was_changed_ends_with_one(folder: Path) -> None:
    roadmaps("backup", str(folder))
    [copy] = folder.iterdir()
    raw = bytearray(copy.read_bytes())
    raw[100_000] ^= 1
    copy.write_bytes(raw)

    told = roadmaps("backup", "--check", str(copy))

    assert told.exit_code == 1
    assert "is not what it was" in told.output


def test_copies_taken_by_other_means_can_be_noted(site: Installation) -> None:
    assert roadmaps("backup", "--noted").exit_code == 0
    assert noted(site)[0] == "2026-11-21 09:00:00.000000"


def test_moving_tells_what_to_set(site: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    furnish(target)
    target.close()

    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "address"))
    (tmp_path / "address").write_text(f"sqlite:///{site.file}\n")

    told = roadmaps("move", "--to", target.url)

    assert told.exit_code == 0, told.output
    assert f"Now set DATABASE_URL=sqlite:///{tmp_path / 'new.sqlite'}" in told.output
    assert len(told.output.splitlines()) == 3, "a summary, and no line for each table"
    assert doings(tmp_path / "new.sqlite") == ["keeping.EverythingMoved"]


def test_moving_tells_of_each_table_when_asked(site: Installation, tmp_path: Path) -> None:
    target = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    furnish(target)
    target.close()

    assert "revisions: " in roadmaps("move", "--verbose", "--to", target.url).output


def test_a_place_to_move_to_that_is_no_database_is_told() -> None:
    told = roadmaps("move", "--to", "mysql://h/d")

    assert told.exit_code == 2
    assert "--to should begin with postgresql://" in told.output


def test_what_a_copy_tells_of_work_and_copies_is_not_taken_for_true_where_it_is_put_back(
    site: Installation, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roadmaps("backup", str(tmp_path / "not mounted"))
    with closing(sqlite3.connect(site.file)) as database, database:
        database.execute(
            "INSERT INTO workers (id, host, process_id, is_apart, leads, started_at, seen_at) "
            "VALUES ('00000000000000000000000000000001', 'h', 7, 0, 1, '2026-11-21 08:00:00', '2026-11-21 09:00:00')"
        )
        database.execute(
            "INSERT INTO duties (name, turned_at, last_error) VALUES ('chores', '2026-11-21 09:00:00', '')"
        )
    roadmaps("backup", str(folder))
    [copy] = folder.iterdir()
    monkeypatch.setenv("ROADMAPS_DATA", str(tmp_path / "elsewhere"))

    assert roadmaps("restore", str(copy)).exit_code == 0

    with closing(sqlite3.connect(tmp_path / "elsewhere" / "roadmaps.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM workers").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM duties").fetchone() == (0,)
        noted = database.execute("SELECT done_at, failed_at, last_error FROM chore_runs WHERE name = 'backup'")
        assert noted.fetchone() == ("2026-11-21 09:00:00.000000", None, "")


@pytest.mark.parametrize("words", [(), ("--keep-sign-ins",)])
def test_who_was_signed_in_by_a_copy_is_not_unless_that_is_asked_for(
    site: Installation, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    with Session(site.database.engine) as session:
        person = a_person(session, "Åsa Nymåne")
        a_sign_in(session, person, at=LONG_AGO)
        a_token(session, person, name="Följningen")
        a_token(session, person, name="Den förra", ended_at=LONG_AGO)
        session.commit()
    roadmaps("backup", str(folder))
    [copy] = folder.iterdir()
    monkeypatch.setenv("ROADMAPS_DATA", str(tmp_path / "elsewhere"))

    told = roadmaps("restore", str(copy), *words).output

    with closing(sqlite3.connect(tmp_path / "elsewhere" / "roadmaps.sqlite")) as database:
        (still_in,) = database.execute("SELECT count(*) FROM sign_ins WHERE ended_at IS NULL").fetchone()
        (lets_in,) = database.execute("SELECT count(*) FROM access_tokens WHERE ended_at IS NULL").fetchone()
    assert (still_in > 0) == bool(words)
    assert ("Everybody is signed out" in told) != bool(words)
    assert ("so again" in told) == bool(words)
    assert lets_in > 0
    assert "  Följningen (fp_" in told
    assert "Åsa Nymåne" in told
    assert "Den förra" not in told


def test_copies_leave_a_line_in_the_journal(
    site: Installation, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roadmaps("backup", str(folder))
    roadmaps("backup", "--noted")
    [copy] = folder.iterdir()
    monkeypatch.setenv("ROADMAPS_DATA", str(tmp_path / "elsewhere"))
    roadmaps("restore", str(copy))

    assert doings(site.file) == ["keeping.CopyTaken", "keeping.CopyNoted"]
    assert "keeping.CopyPutBack" in doings(tmp_path / "elsewhere" / "roadmaps.sqlite")


def test_a_key_that_was_made_for_nothing_does_not_stay(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roadmaps("backup", str(folder))
    [copy] = folder.iterdir()
    made = tmp_path / "elsewhere" / "secret_key"
    monkeypatch.setenv("ROADMAPS_DATA", str(made.parent))
    monkeypatch.delenv("ROADMAPS_SECRET_KEY")

    checked = roadmaps("backup", "--check", str(copy))
    refused = roadmaps("restore", str(copy))
    assert (checked.exit_code, refused.exit_code) == (3, 1)
    assert not made.exists(), "it would stand in the way of the old one"

    restored = roadmaps("restore", str(copy), "--other-key")
    assert restored.exit_code == 0, restored.output
    assert f"a new one was made: {made}" in restored.output
    assert made.exists()


def test_a_copy_goes_to_the_standard_output_and_nothing_else_does(folder: Path) -> None:
    """By the shell, as in a pipe to a program that encrypts."""
    copy = folder / "copy.tar"
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m roadmaps.cli backup - | cat > "{copy}"'],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "The copy is in the standard output" in done.stderr
    assert roadmaps("backup", "--check", str(copy)).exit_code == 0


def test_the_place_or_a_question_is_named_and_not_both(folder: Path) -> None:
    assert roadmaps("backup").exit_code == 2
    assert roadmaps("backup", str(folder), "--noted").exit_code == 2
