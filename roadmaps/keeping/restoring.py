"""Putting a copy back, into an empty place only: everything is looked at before anything is put anywhere.

The files come first and the database last, so that a restore that is broken off leaves a place that is still empty.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmaps.audit.heads import NAME as HEADS_NAME
from roadmaps.config import Settings
from roadmaps.files.stores import Store
from roadmaps.foundation.database import Database
from roadmaps.keeping import dumps, postgresql_programs
from roadmaps.keeping.archive import HEADS, checked, contents, digest_in, write_out
from roadmaps.keeping.facts import Facts, facts_of, is_empty
from roadmaps.keeping.manifest import Manifest
from roadmaps.keeping.troubles import BadCopy, NotEmpty
from roadmaps.migrating import is_up_to_date, known_migrations, migrate


@dataclass(frozen=True)
class Place:
    """The installation that a copy is put into."""

    settings: Settings
    database: Database
    store: Store
    programs: Path | None = None


@dataclass(frozen=True)
class Restored:
    """What has been put back. `is_ours`: the copy was sealed with the secret key that is used here."""

    manifest: Manifest
    is_ours: bool
    was_migrated: bool
    letters_waiting: int


def check(path: Path, *, secret_key: str, programs: Path | None) -> tuple[Manifest, bool]:
    """Find out whether a copy is whole and could be put back, without putting it anywhere.

    :raises BadCopy: when it is not
    :raises CannotRun: when pg_restore is not there to look into a dump
    """
    manifest, is_ours = checked(path, secret_key)
    with tempfile.TemporaryDirectory(prefix="fardplan-") as folder:
        dumped = _staged(path, manifest, Path(folder))
        if manifest.dialect == "sqlite":
            _compare(manifest, dumps.facts_in(dumped))
        else:
            postgresql_programs.look_into(dumped, programs=programs)
    return manifest, is_ours


def restore(path: Path, place: Place, *, trusts_other_key: bool = False) -> Restored:
    """Put a copy into an empty place, and bring its tables up to this version.

    :raises NotEmpty: when there is a database already
    :raises BadCopy: when the copy is not whole, newer than this version, or for the other database
    :raises CannotRun: when PostgreSQL's program cannot be used
    """
    _see_that_empty(place.database)
    manifest, is_ours = checked(path, place.settings.secret_key)
    if not is_ours and not trusts_other_key:
        raise BadCopy(
            "The copy was sealed with another secret key than the one here, so nobody can tell whether it has been "
            "changed by hand. Put the old key in its place (the file secret_key in the data folder, or "
            "ROADMAPS_SECRET_KEY), or say --other-key if you know where the copy has been."
        )
    _see_that_fitting(manifest, place.database)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=place.settings.data_dir) as folder:
        dumped = _staged(path, manifest, Path(folder))
        if manifest.dialect == "sqlite":
            _compare(manifest, dumps.facts_in(dumped))
        _put_files(path, place)
        if manifest.dialect == "sqlite":
            dumps.sqlite_path(place.database).parent.mkdir(parents=True, exist_ok=True)
            dumps.put_sqlite(dumped, place.database)
        else:
            postgresql_programs.restore(
                place.database.url, dumped, made_by=manifest.server.split()[-1], programs=place.programs
            )
    with place.database.engine.connect() as connection:
        facts = facts_of(connection)
    _compare(manifest, facts)
    was_current = is_up_to_date(place.database)
    if not was_current:
        migrate(place.database)
    return Restored(manifest, is_ours, not was_current, facts.letters_waiting)


def _see_that_empty(database: Database) -> None:
    if not dumps.is_there(database):
        _see_that_no_log(dumps.sqlite_path(database))
        return
    with database.engine.connect() as connection:
        if is_empty(connection):
            return
    where = str(dumps.sqlite_path(database)) if database.is_sqlite else database.engine.url.render_as_string()
    raise NotEmpty(
        f"There is a database with tables at {where}. A copy is put into an empty place only: let DATABASE_URL or "
        "ROADMAPS_DATA name another, or move what is there out of the way."
    )


def _see_that_no_log(path: Path) -> None:
    """A log that a database has left behind would be taken for the log of the next one there, and spoil it."""
    for suffix in ("-wal", "-shm", "-journal"):
        if (beside := path.with_name(path.name + suffix)).exists():
            raise NotEmpty(f"{beside} is left of a database that is gone. Move it out of the way, and try again.")


def _see_that_fitting(manifest: Manifest, database: Database) -> None:
    dialect = dumps.dialect_of(database)
    if manifest.dialect != dialect:
        raise BadCopy(
            f"The copy is of {manifest.server}, and the database here is {dialect}. Restore it to a database of its own "
            "sort, and move it from there with `roadmaps move`."
        )
    if manifest.migration not in known_migrations():
        raise BadCopy(
            f"The tables in the copy are those of a newer version (migration {manifest.migration}, product "
            f"{manifest.product}). Install that one, and try again."
        )


def _staged(path: Path, manifest: Manifest, folder: Path) -> Path:
    """The database of a copy as a file of its own."""
    staged = folder / manifest.database_entry
    for name, content in contents(path):
        if name == manifest.database_entry:
            write_out(content, staged, manifest.entries[name])
            break
    return staged


def _put_files(path: Path, place: Place) -> None:
    """What is there already by the same hash is the same, and stays."""
    for name, content in contents(path):
        if digest := digest_in(name):
            place.store.put(digest, content.read())
        elif name == HEADS:
            heads = place.settings.heads_dir / HEADS_NAME
            if not heads.exists():
                heads.parent.mkdir(parents=True, exist_ok=True)
                heads.write_bytes(content.read())


def _compare(manifest: Manifest, facts: Facts) -> None:
    wrong = differing(manifest.rows, facts.rows)
    if wrong:
        raise BadCopy(f"The database in the copy has not as many rows as the manifest tells: {', '.join(wrong[:5])}.")
    if (facts.head.number, facts.head.hash) != (manifest.journal_number, manifest.journal_hash):
        raise BadCopy("The journal in the copy does not end with the line that the manifest tells.")


def differing(told: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    """The tables of which there are not as many rows as told."""
    return [name for name in sorted({*told, *found}) if told.get(name, 0) != found.get(name, 0)]
