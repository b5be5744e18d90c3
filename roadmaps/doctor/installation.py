"""What an installation needs around what it keeps: settings that can be used, files in place, services that answer, room."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from roadmaps import paths
from roadmaps.config import Settings
from roadmaps.config.lines import overheard
from roadmaps.config.settings import SECRET_FILE
from roadmaps.config.values import SHORTEST_KEY
from roadmaps.doctor.findings import Finding, mend, well
from roadmaps.foundation import prose
from roadmaps.foundation.database import Database
from roadmaps.foundation.later import later
from roadmaps.migrating import Tables, state_of_tables
from roadmaps.web.language import LANGUAGES

if TYPE_CHECKING:
    import redis
else:
    redis = later("redis")

# The bits of a mode that are for everyone else on the machine.
OTHERS, OTHERS_ENTER = 0o007, 0o001
# In seconds.
WAITS_FOR_REPLICA = 3
# Below either of them it is time to make room.
LEAST_FREE_BYTES, LEAST_FREE_SHARE = 1_000_000_000, 0.05
_OF_TABLES = {
    Tables.NONE: "It has no tables yet: are these the settings of the site? If so, run `roadmaps migrate`.",
    Tables.OLD: "Its tables are old: run `roadmaps migrate`.",
    Tables.CURRENT: "Its tables are up to date.",
    Tables.NEWER: "Its tables are of a newer version: install that one, or put back a copy of before.",
}
_ON_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


def surroundings(settings: Settings) -> Iterator[Finding]:
    """All that is not the database."""
    yield from _secret(settings)
    yield from _open_to_others(settings)
    yield from _address(settings)
    yield from _files()
    yield _prose()
    yield _mail(settings)
    yield _heads(settings)
    yield from _redis(settings)
    yield from map(mend, overheard(settings))
    yield _room(settings.data_dir)


def database(database: Database) -> Iterator[Finding]:
    """Whether the database answers, has the tables that are expected, and is sound in itself."""
    name = database.engine.dialect.name
    try:
        tables = state_of_tables(database)
    except DBAPIError as error:
        yield Finding(is_well=False, sentence=f"The {name} database does not answer: {error.orig}")
        return
    yield Finding(is_well=True, sentence=f"The {name} database answers.")
    yield Finding(tables is Tables.CURRENT, _OF_TABLES[tables])
    if database.is_sqlite and (wrong := _damage(database)):
        yield mend(f"The file of the database is damaged: {wrong}. Stop the site, and put back the newest copy.")


def replica(database: Database) -> Iterator[Finding]:
    """Whether the copy for readers answers, and how far it is behind."""
    if database.replica is None:
        return
    try:
        behind = database.replica.behind()
        if behind is None:
            sleep(WAITS_FOR_REPLICA)
            behind = database.replica.behind()
    except DBAPIError as error:
        yield mend(f"The copy for readers (DATABASE_READ_URL) does not answer, so readers read elsewhere: {error.orig}")
        return
    if behind is None:
        yield mend(
            f"The copy for readers is more than {WAITS_FOR_REPLICA} seconds behind: see whether it is kept up to date."
        )
    else:
        yield well("The copy for readers is up to date.")


def _damage(database: Database) -> str:
    """What SQLite finds wrong with its own file, if anything."""
    try:
        with database.engine.connect() as connection:
            told = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    except DBAPIError as error:
        return str(error.orig)
    return "" if told == "ok" else told


def _secret(settings: Settings) -> Iterator[Finding]:
    if len(settings.secret_key) < SHORTEST_KEY:
        yield Finding(is_well=False, sentence=f"The secret key is shorter than {SHORTEST_KEY} characters.")
    kept = settings.data_dir / SECRET_FILE
    if kept.exists() and kept.stat().st_mode & 0o077:
        yield Finding(is_well=False, sentence=f"Others on this machine can read the secret: run `chmod 600 {kept}`.")


def _open_to_others(settings: Settings) -> Iterator[Finding]:
    """What others who can sign in to this machine could read past every rule: the database, the files, what waits to be sent."""
    opened = settings.data_dir.stat().st_mode & OTHERS
    if opened:
        yield mend(f"Others on this machine can look into the folder for data: run `chmod o-rwx {settings.data_dir}`.")
    for path in _kept_elsewhere(settings):
        if path.stat().st_mode & OTHERS and path.parent.stat().st_mode & OTHERS_ENTER:
            yield mend(f"Others on this machine can read what is kept: run `chmod o-rwx {path}`.")


def _kept_elsewhere(settings: Settings) -> Iterator[Path]:
    """What lies outside of the folder for data, which shelters what is in it."""
    url = make_url(settings.database_url)
    places = [Path(url.database or "")] if url.get_backend_name() == "sqlite" else []
    places += [places[0].with_name(f"{places[0].name}{suffix}") for suffix in ("-wal", "-shm") if places]
    if settings.files_url.startswith("file:"):
        places.append(Path(unquote(urlsplit(settings.files_url).path)))
    places += [settings.audit_dir] if settings.audit_dir else []
    for place in places:
        if place.exists() and not place.resolve().is_relative_to(settings.data_dir.resolve()):
            yield place


def _address(settings: Settings) -> Iterator[Finding]:
    is_safe = settings.is_behind_https or urlsplit(settings.base_url).hostname in _ON_THIS_MACHINE
    advice = "" if is_safe else " Passwords can be overheard on the way: use https."
    yield Finding(is_safe, f"The site is reached at {settings.base_url}.{advice}")


def _files() -> Iterator[Finding]:
    needed: dict[Path, str] = {
        paths.STATIC / "dist" / "manifest.json": "the style sheets and scripts: run `make build`",
        paths.TEMPLATES / "layouts" / "base.html": "the templates",
        paths.MIGRATIONS / "env.py": "the migrations",
    }
    for language in LANGUAGES:
        catalogue = paths.TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
        needed[catalogue] = f"the translations ({language}): run `make build`"
    missing = [what for path, what in needed.items() if not path.exists()]
    yield Finding(not missing, f"Missing: {'; '.join(missing)}." if missing else "All files are in place.")


def _prose() -> Finding:
    try:
        is_well = "<strong>" in prose.render("**well**")
    except (prose.TooComplex, OSError):
        is_well = False
    return Finding(is_well, "Texts can be rendered." if is_well else "No process for rendering texts can be started.")


def _mail(settings: Settings) -> Finding:
    where = urlsplit(settings.mail_url).hostname
    return Finding(
        is_well=True, sentence=f"Mail goes out through {where}." if where else "No mail is sent; it is shown."
    )


def _heads(settings: Settings) -> Finding:
    """Whether where the journal stands leaves this machine: else whoever has all rights here can write it anew."""
    if settings.audit_mail:
        return Finding(is_well=True, sentence=f"Where the journal stands goes to {', '.join(settings.audit_mail)}.")
    where = "a folder of its own" if settings.audit_dir else "this machine only: set ROADMAPS_AUDIT_MAIL, or copy it"
    return Finding(is_well=True, sentence=f"Where the journal stands is written to {where}.")


def _redis(settings: Settings) -> Iterator[Finding]:
    if not settings.redis_url:
        return
    where = urlsplit(settings.redis_url).hostname or "its socket"
    try:
        with redis.Redis.from_url(settings.redis_url, socket_connect_timeout=5, socket_timeout=5) as store:
            store.ping()
    except redis.RedisError as error:
        yield Finding(is_well=False, sentence=f"Redis at {where} does not answer, so REDIS_URL is of no use: {error}")
        return
    yield Finding(is_well=True, sentence=f"Redis at {where} answers.")


def _room(folder: Path) -> Finding:
    """Whether the disk that the data lie on has room left."""
    disk = shutil.disk_usage(folder)
    told = f"There are {disk.free / 1e9:.1f} GB free where the data lie ({folder})"
    if disk.free < max(LEAST_FREE_BYTES, LEAST_FREE_SHARE * disk.total):
        return mend(f"{told}: make room, as nothing can be kept on a full disk.")
    return well(f"{told}.")
