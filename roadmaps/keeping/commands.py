"""Copies from the command line. The exit status is fit for timers: 0 all is well, 1 nothing was done, 3 done with something wanting."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from roadmaps.config import BadSetting, Settings, values
from roadmaps.config.settings import SECRET_FILE, Reading
from roadmaps.files.stores import StoreFailed, store_at
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.keeping import backing_up, dumps, moving, notes, restoring
from roadmaps.keeping.manifest import Manifest
from roadmaps.keeping.postgresql_programs import SETTING
from roadmaps.keeping.troubles import CannotKeep, Trouble

SOMETHING_WANTING = 3
_MOST_FAULTS = 20
PATH = click.Path(path_type=Path)
programs_option = click.option(
    "--programs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar=SETTING,
    help=f"The folder with pg_dump and pg_restore, where they are not on the PATH; also {SETTING}.",
)


@click.command("backup")
@click.argument("place", type=PATH, required=False)
@click.option("--keep", type=click.IntRange(min=1), help="Of the copies in the folder, let only so many stay.")
@click.option("--check", "checked", type=PATH, help="Find out whether a copy is whole, without putting it anywhere.")
@click.option("--noted", is_flag=True, help="Only note for the doctor that a copy was taken by other means.")
@programs_option
def backup(*, place: Path | None, keep: int | None, checked: Path | None, noted: bool, programs: Path | None) -> None:
    """Take a copy of the database and all files, while the site is used.

    PLACE is a folder, in which the copy is named by the moment; a file ending in .tar that is not there yet; or - for the
    standard output, to be encrypted on its way. The settings and the secret key are never in it: keep them elsewhere.
    """
    if sum((place is not None, checked is not None, noted)) != 1:
        raise click.UsageError("Name one of: a PLACE for a copy, --check with a copy, --noted.")
    if checked is not None:
        with _own_key(stays=False) as (settings, _new_key):
            _check(checked, settings, programs)
        return
    settings = Settings.from_environment()
    with _database(settings.database_url) as database:
        if noted:
            with _told():
                notes.note_taken(database, now())
            click.echo("Noted.")
            return
        assert place is not None
        _take(place, settings, database, keep=keep, programs=programs)


@click.command("restore")
@click.argument("copy", type=PATH)
@click.option(
    "--other-key", is_flag=True, help="The copy was sealed with a key that is lost, and is trusted all the same."
)
@click.option(
    "--keep-sign-ins",
    is_flag=True,
    help="Let those stay signed in who were when the copy was taken, also where that was ended since.",
)
@programs_option
def restore(*, copy: Path, other_key: bool, keep_sign_ins: bool, programs: Path | None) -> None:
    """Put a copy into an empty place: where the settings name a database without tables. Everybody signs in again."""
    with _own_key() as (settings, new_key), _database(settings.database_url) as database, _told():
        place = restoring.Place(settings, database, store_at(settings.files_url, settings.data_dir), programs)
        done = restoring.restore(copy, place, trusts_other_key=other_key)
        ended = notes.note_put_back(database, now(), done.manifest, is_ours=done.is_ours, keeps_sign_ins=keep_sign_ins)
        tokens = notes.open_tokens(database, now())
    click.echo(f"What the site was at {done.manifest.begun_at} is back: {_told_of(done.manifest)}.")
    if done.was_migrated:
        click.echo("The tables have been brought up to this version.")
    if not done.is_ours:
        click.echo(
            "The secret key is another now: everybody signs in again, and apps for codes have to be set up anew."
        )
    _tell_who_comes_in(ended, tokens, keeps_sign_ins=keep_sign_ins)
    if new_key:
        click.echo(f"There was no secret key here, so a new one was made: {new_key}. Keep it as you keep the copies.")
    if done.letters_waiting:
        click.echo(
            f"{done.letters_waiting} letters were waiting when the copy was taken. Those that left after it go out once "
            "more when the site runs with ROADMAPS_MAIL."
        )
    _tell_wanting(done.manifest)
    click.echo("Now run `roadmaps doctor`, and `roadmaps audit verify` with the heads that were kept elsewhere.")


@click.command("move")
@click.option("--to", "address", required=True, help="postgresql://… or sqlite:////…: an empty database.")
@click.option("--verbose", is_flag=True, help="Tell of each table as it has come over.")
def move(*, address: str, verbose: bool) -> None:
    """Move everything that is kept to another database. Stop the site first: nobody may have the old one open.

    The old database is left as it was. Pictures and files stay where they are.
    """
    tell: moving.Tell = click.echo if verbose else _tell_nobody
    settings = Settings.from_environment()
    with _database(settings.database_url) as source, _database(_database_at(address)) as target, _told():
        moved = moving.move(source, target, tell=tell)
        notes.note_moved(target, now(), rows=moved.rows, to=dumps.dialect_of(target))
        shown = target.engine.url.set(drivername=target.engine.dialect.name).render_as_string()
    click.echo(
        f"{moved.rows} rows in {len(moved.sums)} tables are the same in both; {moved.findable} things can be found."
    )
    click.echo(f"Now set DATABASE_URL={shown} (with its password) for the site and its worker, and start them.")
    click.echo("Keep the old database until a copy of the new one has been taken; nothing reads it any more.")
    for sentence in moved.faults[:_MOST_FAULTS]:
        click.echo(f"The journal was not whole before, and is not now: {sentence}", err=True)
    if moved.faults:
        sys.exit(SOMETHING_WANTING)


def _take(place: Path, settings: Settings, database: Database, *, keep: int | None, programs: Path | None) -> None:
    source = backing_up.Source(settings, database, store_at(settings.files_url, settings.data_dir), programs)
    try:
        with _told():
            taken = _taken(place, source, keep=keep)
            notes.note_taken(database, now(), taken.manifest)
    except click.ClickException as error:
        notes.try_to_note_failed(database, now(), error.message)
        raise
    where = taken.path or "the standard output"
    click.echo(f"The copy is in {where}: {_told_of(taken.manifest)}.", err=taken.path is None)
    if _tell_wanting(taken.manifest):
        sys.exit(SOMETHING_WANTING)


def _taken(place: Path, source: backing_up.Source, *, keep: int | None) -> backing_up.Taken:
    if str(place) == "-":
        return backing_up.take_as_stream(source, sys.stdout.buffer)
    if place.suffix == ".tar" and not place.is_dir():
        if keep:
            raise CannotKeep("--keep counts the copies in a folder: name the folder.")
        return backing_up.take_as_file(source, place)
    return backing_up.take_into_folder(source, place, keep=keep)


def _check(copy: Path, settings: Settings, programs: Path | None) -> None:
    with _told():
        manifest, is_ours = restoring.check(copy, secret_key=settings.secret_key, programs=programs)
    click.echo(f"The copy of {manifest.begun_at} is whole: {_told_of(manifest)}.")
    if not is_ours:
        click.echo("It was sealed with another secret key, so nobody can tell here whether it was changed by hand.")
    if _tell_wanting(manifest) or not is_ours:
        sys.exit(SOMETHING_WANTING)


def _tell_who_comes_in(ended: int, tokens: list[str], *, keeps_sign_ins: bool) -> None:
    if keeps_sign_ins:
        click.echo("Whoever was signed in when the copy was taken is so again, also where that was ended since.")
    elif ended:
        click.echo(f"Everybody is signed out: {ended} sign-ins were open when the copy was taken.")
    if tokens:
        click.echo("These access tokens let programs in, also if they were ended since: end those again.")
    for token in tokens:
        click.echo(f"  {token}")


def _told_of(manifest: Manifest) -> str:
    files = sum(name.startswith("files/") for name in manifest.entries)
    size = sum(one.size for one in manifest.entries.values())
    return (
        f"{sum(manifest.rows.values())} rows in {len(manifest.rows)} tables, {files} files, the journal up to line "
        f"{manifest.journal_number}, {size / 1e6:.1f} MB"
    )


def _tell_wanting(manifest: Manifest) -> bool:
    """Tell what is not in the copy; whether that is a fault."""
    for digest in manifest.removed_meanwhile:
        click.echo(f"A file that somebody removed while the copy was taken is not in it: {digest}", err=True)
    for digest in manifest.missing:
        click.echo(f"A file was missing or damaged when the copy was taken, and is not in it: {digest}", err=True)
    return bool(manifest.missing)


@contextmanager
def _own_key(*, stays: bool = True) -> Iterator[tuple[Settings, Path | None]]:
    """The settings, and where a secret key was made because there was none. It is taken away again if nothing is put back.

    Left behind, it would be taken for the site's own, and stand in the way of the one that the copy was sealed with.
    """
    reading = Reading.of()
    kept = reading.values["data_dir"] / SECRET_FILE
    is_new = not reading.faults and "secret_key" not in reading.values and not kept.exists()
    settings = Settings.from_environment()
    is_done = False
    try:
        yield settings, kept if is_new else None
        is_done = stays
    finally:
        if is_new and not is_done:
            kept.unlink(missing_ok=True)


def _database_at(address: str) -> str:
    try:
        return values.database(address)
    except BadSetting:
        raise click.UsageError("--to should begin with postgresql:// or sqlite:///") from None


def _tell_nobody(_sentence: str) -> None:
    pass


@contextmanager
def _database(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (Trouble, StoreFailed, OSError) as error:
        raise click.ClickException(str(error)) from None
    except DBAPIError as error:
        raise click.ClickException(f"The database refused: {error.orig}") from None
