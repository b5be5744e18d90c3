"""Taking a copy while the site is used: the database as of one moment, then every file that it tells of.

In that order, as a content is always there before the row that tells of it, and is never changed. What somebody removes in
between is told in the manifest. The copy has another name until it is whole and on the disk.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO

from roadmaps.audit.heads import NAME as HEADS_NAME
from roadmaps.build import told
from roadmaps.config import Settings
from roadmaps.files.stores import Store
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.journal.chain import moment
from roadmaps.keeping import dumps
from roadmaps.keeping.archive import HEADS, Writing, file_name
from roadmaps.keeping.facts import Facts, gone_now
from roadmaps.keeping.manifest import Manifest, key_print
from roadmaps.keeping.troubles import CannotKeep

_NAME = re.compile(r"fardplan-\d{8}T\d{6}Z\.tar")
_LEFT_BEHIND = re.compile(r"\.fardplan-\w+\.(part|database)")
# What a killed process has left is taken away by a later one, not by one that runs beside it.
_LEFT_BEHIND_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """A copy that is whole. `path` is None where it went to the standard output."""

    path: Path | None
    manifest: Manifest


@dataclass(frozen=True)
class Source:
    """The installation that is copied."""

    settings: Settings
    database: Database
    store: Store
    programs: Path | None = None


def take_into_folder(source: Source, folder: Path, *, keep: int | None = None) -> Taken:
    """Take a copy into a folder, named by the moment; of those there, let only the newest `keep` stay.

    :raises CannotKeep: when the folder cannot be used
    """
    if not folder.is_dir():
        raise CannotKeep(
            f"There is no folder {folder}. Make it, or mount what belongs there; it is not made by itself."
        )
    _tidy(folder)
    taken = take_as_file(source, folder / f"fardplan-{now():%Y%m%dT%H%M%SZ}.tar")
    for old in copies_in(folder)[keep:] if keep else []:
        old.unlink()
    return taken


def take_as_file(source: Source, path: Path) -> Taken:
    """Take a copy to a file that is not there yet; only its owner can read it.

    :raises CannotKeep: when it is there, or cannot be made
    """
    if path.exists():
        raise CannotKeep(f"{path} is there already, and no copy is written over another.")
    try:
        with _unfinished(path.parent, ".part") as part:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
                manifest = _take(source, out, path.parent)
                out.flush()
                os.fsync(out.fileno())
            os.link(part, path)
        dumps.sync_folder(path.parent)
    except FileExistsError:
        raise CannotKeep(f"{path} is there already, and no copy is written over another.") from None
    except OSError as error:
        raise CannotKeep(f"The copy cannot be written to {path.parent}: {error.strerror or error}.") from None
    return Taken(path, manifest)


def take_as_stream(source: Source, out: IO[bytes]) -> Taken:
    """Take a copy to where the caller says, such as a program that encrypts."""
    with tempfile.TemporaryDirectory(prefix="fardplan-") as folder:
        manifest = _take(source, out, Path(folder))
    out.flush()
    return Taken(None, manifest)


def copies_in(folder: Path) -> list[Path]:
    """The whole copies in a folder, the newest first."""
    return sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)


def _take(source: Source, out: IO[bytes], folder: Path) -> Manifest:
    begun = now()
    writing = Writing(out, begun)
    with _unfinished(folder, ".database") as dumped:
        # The owner alone reads it, whatever the file had been made with.
        os.close(os.open(dumped, os.O_CREAT | os.O_WRONLY, 0o600))
        facts, server = dumps.take(source.database, dumped, programs=source.programs)
        manifest = Manifest(
            product=told(),
            site=source.settings.base_url,
            dialect=dumps.dialect_of(source.database),
            server=server,
            migration=facts.migration,
            begun_at=moment(begun),
            ended_at="",
            journal_number=facts.head.number,
            journal_hash=facts.head.hash,
            key_print=key_print(source.settings.secret_key),
            rows=facts.rows,
            entries=writing.entries,
        )
        writing.put_file(manifest.database_entry, dumped)
    absent = frozenset(_copy_files(source.store, facts, writing))
    with source.database.engine.connect() as connection:
        removed = gone_now(connection, absent) if absent else frozenset()
    heads = source.settings.heads_dir / HEADS_NAME
    if heads.is_file():
        writing.put(HEADS, heads.read_bytes())
    manifest = Manifest(
        **{
            **{name: getattr(manifest, name) for name in Manifest.__dataclass_fields__},
            "ended_at": moment(now()),
            "entries": dict(writing.entries),
            "missing": tuple(sorted(absent - removed)),
            "removed_meanwhile": tuple(sorted(removed)),
        }
    )
    writing.end(manifest, source.settings.secret_key)
    return manifest


def _copy_files(store: Store, facts: Facts, writing: Writing) -> Iterator[str]:
    """Put every content into the archive; yields the hashes of those that are not there, or are damaged."""
    for digest in sorted(facts.digests):
        content = store.get(digest)
        if content is None:
            yield digest
        else:
            writing.put(file_name(digest), content)


@contextmanager
def _unfinished(folder: Path, sort: str) -> Iterator[Path]:
    """A new file under a name that no copy has, which is gone afterwards whatever happens."""
    descriptor, name = tempfile.mkstemp(prefix=".fardplan-", suffix=sort, dir=folder)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    oldest = (now() - _LEFT_BEHIND_AFTER).timestamp()
    for path in folder.iterdir():
        if _LEFT_BEHIND.fullmatch(path.name) and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
