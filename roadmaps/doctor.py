"""What an installation needs, looked at part by part; each finding says what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError

from roadmaps import paths
from roadmaps.chores.rounds import failures
from roadmaps.config import Settings
from roadmaps.files.checking import check_contents
from roadmaps.files.doors import STORE
from roadmaps.files.stores import Store, StoreFailed
from roadmaps.foundation import prose
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live.keeping import findings
from roadmaps.migrating import is_up_to_date
from roadmaps.web.language import LANGUAGES

SHORTEST_SECRET = 32
_ON_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Finding:
    """How it is with one part."""

    is_well: bool
    sentence: str


def examine(app: Flask) -> list[Finding]:
    """Look at everything; nothing is changed."""
    settings: Settings = app.extensions["settings"]
    database: Database = app.extensions["units_of_work"].database
    return [
        *_database(database),
        *_chores(app.extensions["units_of_work"]),
        *_contents(app.extensions["units_of_work"], app.extensions[STORE]),
        *_writing(app.extensions["units_of_work"]),
        *_secret(settings),
        *_address(settings),
        *_files(),
        _prose(),
        _mail(settings),
        *_redis(settings),
    ]


def _database(database: Database) -> Iterator[Finding]:
    name = database.engine.dialect.name
    try:
        migrated = is_up_to_date(database)
    except DBAPIError as error:
        yield Finding(is_well=False, sentence=f"The {name} database does not answer: {error.orig}")
        return
    yield Finding(is_well=True, sentence=f"The {name} database answers.")
    yield Finding(migrated, "Its tables are up to date." if migrated else "Its tables are old: run `roadmaps migrate`.")


def _chores(units: UnitsOfWork) -> Iterator[Finding]:
    try:
        failed = failures(units)
    except DBAPIError:
        # Told with the database: it does not answer, or has no tables yet.
        return
    for name, since, error in failed:
        yield Finding(is_well=False, sentence=f"“{name}” has failed since {since:%Y-%m-%d %H:%M} UTC: {error}")


def _writing(units: UnitsOfWork) -> Iterator[Finding]:
    """Sessions in which several write together."""
    try:
        with units.database.reading() as session:
            told = list(findings(session, now()))
    except DBAPIError:
        return
    for sentence in told:
        yield Finding(is_well=False, sentence=sentence)


def _contents(units: UnitsOfWork, store: Store) -> Iterator[Finding]:
    try:
        with units.database.reading() as session:
            checked = check_contents(session, store)
    except DBAPIError:
        # Told with the database.
        return
    except StoreFailed as failure:
        yield Finding(is_well=False, sentence=f"Pictures and files cannot be reached: {failure}")
        return
    yield Finding(is_well=True, sentence=f"Pictures and files lie in {store.name}; {checked.sound} are sound.")
    for digest in checked.missing:
        yield Finding(is_well=False, sentence=f"A file is missing; put it back from a copy: {digest}")
    for digest in checked.damaged:
        yield Finding(is_well=False, sentence=f"A file is damaged; put it back from a copy: {digest}")
    if checked.unknown:
        sentence = (
            f"{len(checked.unknown)} contents belong to no file, such as after a database was put back from an older "
            f"copy; they do no harm and may be removed: {', '.join(checked.unknown[:3])}"
        )
        yield Finding(is_well=True, sentence=sentence)


def _secret(settings: Settings) -> Iterator[Finding]:
    if len(settings.secret_key) < SHORTEST_SECRET:
        yield Finding(is_well=False, sentence=f"The secret key is shorter than {SHORTEST_SECRET} characters.")
    kept = settings.data_dir / "secret_key"
    if kept.exists() and kept.stat().st_mode & 0o077:
        yield Finding(is_well=False, sentence=f"Others on this machine can read the secret: run `chmod 600 {kept}`.")


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


def _redis(settings: Settings) -> Iterator[Finding]:
    if not settings.redis_url:
        return
    where = urlsplit(settings.redis_url).hostname or "its socket"
    try:
        with Redis.from_url(settings.redis_url, socket_connect_timeout=5, socket_timeout=5) as redis:
            redis.ping()
    except RedisError as error:
        yield Finding(is_well=False, sentence=f"Redis at {where} does not answer, so REDIS_URL is of no use: {error}")
        return
    yield Finding(is_well=True, sentence=f"Redis at {where} answers.")
