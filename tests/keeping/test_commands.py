"""What a timer learns from the commands: 0 when all is well, 1 when nothing was done, 3 when something is wanting."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roadmaps.cli import main
from roadmaps.foundation.database import Database
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


def test_moving_tells_what_to_set(site: Installation, tmp_path: Path) -> None:
    target = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    furnish(target)
    target.close()

    told = roadmaps("move", "--to", target.url)

    assert told.exit_code == 0, told.output
    assert f"Now set DATABASE_URL=sqlite:///{tmp_path / 'new.sqlite'}" in told.output
    assert "revisions: " in told.output


def test_the_place_or_a_question_is_named_and_not_both(folder: Path) -> None:
    assert roadmaps("backup").exit_code == 2
    assert roadmaps("backup", str(folder), "--noted").exit_code == 2
