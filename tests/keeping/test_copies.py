"""A copy holds everything, tells what it holds, and goes back into an empty place only."""

import stat
import tarfile
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import text

from roadmaps.app import create_app
from roadmaps.keeping.backing_up import copies_in, take_as_file, take_as_stream, take_into_folder
from roadmaps.keeping.restoring import check, restore
from roadmaps.keeping.troubles import BadCopy, CannotKeep, CannotRun, NotEmpty
from roadmaps.migrating import is_up_to_date, migrate
from tests.keeping.installations import SECRET, Installation, an_installation


@pytest.fixture
def copy(site: Installation, tmp_path: Path) -> Path:
    path = tmp_path / "copy.tar"
    take_as_file(site.source, path)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    return an_installation(tmp_path / "elsewhere")


def rewritten(copy: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive with other contents in it; what becomes None is left out."""
    other = copy.with_name("rewritten.tar")
    with tarfile.open(copy) as old, tarfile.open(other, "w") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, BytesIO(content))
    return other


def test_a_copy_put_back_elsewhere_is_the_same_site(site: Installation, copy: Path, empty: Installation) -> None:
    restored = restore(copy, empty.place)

    assert restored.is_ours
    assert not restored.was_migrated
    assert sorted(empty.store.digests()) == sorted(site.store.digests()) != []
    assert restored.manifest.rows["revisions"] > 10
    page = create_app(empty.settings, empty.database).test_client().get("/")
    assert page.status_code == 200
    assert stat.S_IMODE(empty.file.stat().st_mode) == 0o600


def test_a_copy_is_for_its_owner_only_and_is_found_whole(copy: Path) -> None:
    manifest, is_ours = check(copy, secret_key=SECRET, programs=None)

    assert is_ours
    assert manifest.rows["persons"] > 5
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in copy.parent.glob(".*")] == []


def test_a_copy_is_put_into_an_empty_place_only(site: Installation, copy: Path) -> None:
    with pytest.raises(NotEmpty, match="There is a database with tables"):
        restore(copy, site.place)


def test_a_log_that_is_left_of_another_database_is_in_the_way(copy: Path, empty: Installation) -> None:
    empty.file.with_name("roadmaps.sqlite-wal").write_bytes(b"frames")

    with pytest.raises(NotEmpty, match="is left of a database that is gone"):
        restore(copy, empty.place)


def test_whoever_only_looked_for_a_database_is_not_in_the_way(copy: Path, empty: Installation) -> None:
    with empty.database.reading() as session:
        session.execute(text("SELECT 1"))

    restore(copy, empty.place)

    assert is_up_to_date(empty.database)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda name, raw: raw[:-1] + b"!" if name == "database.sqlite" else raw, id="another database"),
        pytest.param(lambda name, raw: raw + b"!" if name.startswith("files/") else raw, id="another file"),
        pytest.param(lambda name, raw: None if name.startswith("files/") else raw, id="a file is gone"),
        pytest.param(lambda name, raw: None if name == "manifest.json" else raw, id="no manifest"),
        pytest.param(
            lambda name, raw: raw.replace(b'"persons": ', b'"persons": 1') if name == "manifest.json" else raw,
            id="another manifest",
        ),
        pytest.param(lambda name, raw: b"0" * 64 if name == "manifest.seal" else raw, id="another seal"),
    ],
)
def test_a_copy_that_was_tampered_with_is_refused(
    copy: Path, empty: Installation, change: Callable[[str, bytes], bytes | None]
) -> None:
    with pytest.raises(BadCopy):
        restore(rewritten(copy, change), empty.place)

    assert not empty.file.exists()
    assert list(empty.store.digests()) == []


def test_what_does_not_belong_in_a_copy_is_not_put_anywhere(copy: Path, empty: Installation) -> None:
    with tarfile.open(copy, "a") as archive:
        archive.addfile(tarfile.TarInfo("../escaped"), BytesIO())

    with pytest.raises(BadCopy, match="does not belong there"):
        restore(copy, empty.place)


def test_a_copy_that_was_broken_off_is_refused(copy: Path, empty: Installation) -> None:
    whole = copy.read_bytes()

    for length in (0, 700, len(whole) // 2, len(whole) - 12_000):
        copy.write_bytes(whole[:length])

        with pytest.raises(BadCopy):
            restore(copy, empty.place)


def test_a_copy_sealed_with_another_key_is_trusted_only_when_told(copy: Path, tmp_path: Path) -> None:
    other = an_installation(tmp_path / "elsewhere", secret="another key, which is also long enough")

    with pytest.raises(BadCopy, match="another secret key"):
        restore(copy, other.place)

    assert not restore(copy, other.place, trusts_other_key=True).is_ours


def test_tables_of_a_newer_version_are_refused(site: Installation, empty: Installation, tmp_path: Path) -> None:
    with site.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    take_as_file(site.source, tmp_path / "newer.tar")

    with pytest.raises(BadCopy, match="newer version"):
        restore(tmp_path / "newer.tar", empty.place)


def test_older_tables_are_brought_up_to_date(empty: Installation, tmp_path: Path) -> None:
    old = an_installation(tmp_path / "old")
    migrate(old.database, to="0001")
    take_as_file(old.source, tmp_path / "old.tar")

    assert restore(tmp_path / "old.tar", empty.place).was_migrated

    assert is_up_to_date(empty.database)


def test_of_the_copies_in_a_folder_the_newest_stay(site: Installation, tmp_path: Path, at: datetime) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    for day in range(4):
        with time_machine.travel(at + timedelta(days=day), tick=False):
            take_into_folder(site.source, folder, keep=2)

    assert [path.name for path in copies_in(folder)] == [
        "fardplan-20261124T090000Z.tar",
        "fardplan-20261123T090000Z.tar",
    ]
    assert sorted(path.name for path in folder.iterdir())[-1] == "notes.txt"


def test_no_copy_is_written_over_another_and_none_where_no_folder_is(site: Installation, copy: Path) -> None:
    before = copy.read_bytes()

    with pytest.raises(CannotKeep, match="there already"):
        take_as_file(site.source, copy)
    with pytest.raises(CannotKeep, match="mount what belongs there"):
        take_into_folder(site.source, copy.parent / "not mounted")

    assert copy.read_bytes() == before


def test_a_file_that_is_missing_is_told_in_the_copy(site: Installation, tmp_path: Path) -> None:
    [digest] = site.store.digests()
    site.store.delete(digest)

    taken = take_as_file(site.source, tmp_path / "copy.tar")

    assert taken.manifest.missing == (digest,)


def test_a_file_that_is_removed_while_the_copy_is_taken_is_told_apart(site: Installation, tmp_path: Path) -> None:
    [digest] = site.store.digests()

    class Removing(type(site.store)):
        """Somebody removes the file after the database has been copied, and before the file is."""

        def get(self, wanted: str) -> bytes | None:
            with site.database.engine.begin() as connection:
                connection.execute(
                    text(
                        "UPDATE files SET gone_at = uploaded_at, removed_at = uploaded_at, removal_reason = 'fel', "
                        "removed_by_id = uploaded_by_id"
                    )
                )
            self.delete(wanted)
            return super().get(wanted)

    site.store = Removing(site.settings.data_dir / "files")
    manifest = take_as_file(site.source, tmp_path / "copy.tar").manifest

    assert (manifest.missing, manifest.removed_meanwhile) == ((), (digest,))


def test_a_copy_can_go_through_a_program_that_encrypts(site: Installation, tmp_path: Path) -> None:
    path = tmp_path / "came through.tar"
    with path.open("wb") as out:
        take_as_stream(site.source, out)

    assert check(path, secret_key=SECRET, programs=None)[1]


def test_where_the_journal_stood_is_in_the_copy(site: Installation, empty: Installation, tmp_path: Path) -> None:
    site.settings.heads_dir.mkdir()
    (site.settings.heads_dir / "heads.txt").write_text("# Heads\n")
    take_as_file(site.source, tmp_path / "copy.tar")

    restore(tmp_path / "copy.tar", empty.place)

    assert (empty.settings.heads_dir / "heads.txt").read_text() == "# Heads\n"


def test_a_pg_dump_that_is_too_old_is_named(tmp_path: Path, a_postgresql: Callable[..., str]) -> None:
    old = tmp_path / "bin"
    old.mkdir()
    (old / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
    (old / "pg_dump").chmod(0o700)
    site = an_installation(tmp_path / "site", url=a_postgresql(), programs=old)
    migrate(site.database, to="0001")

    with pytest.raises(CannotRun, match=r"is of PostgreSQL 9, and PostgreSQL \d+ needs one that is as new"):
        take_as_file(site.source, tmp_path / "copy.tar")

    assert list(tmp_path.glob("*.tar")) == []
    site.database.close()


def test_a_copy_of_one_sort_of_database_is_not_put_into_the_other(
    copy: Path, tmp_path: Path, a_postgresql: Callable[..., str]
) -> None:
    other = an_installation(tmp_path / "elsewhere", url=a_postgresql())

    with pytest.raises(BadCopy, match="roadmaps move"):
        restore(copy, other.place)

    other.database.close()
