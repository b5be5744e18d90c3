"""The composition root: alone knows every room, puts them together and lets them hear each other."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from flask_babel import force_locale, get_translations
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.orm import configure_mappers
from werkzeug.middleware.proxy_fix import ProxyFix

from roadmaps import paths
from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.journal.queries import newest_number
from roadmaps.web import (
    arrival,
    assets,
    circumstances,
    errors,
    first_values,
    identity,
    landing,
    language,
    limits,
    logs,
    metrics,
    numbers,
    open_places,
    origins,
    prose,
    redirects,
    security,
    slots,
    watching,
    ways,
    work,
)
from roadmaps.web.language import LANGUAGES

MOST_BYTES_SENT = 2_000_000
# Floor by floor, the lowest first. A room may have `register(app)` for its doors and panels, and `wire(listeners)`.
ROOMS = (
    "chores",
    "journal",
    "freshness",
    "accounts",
    "revisions",
    "areas",
    "glossary",
    "strategy",
    "access_tokens",
    "passkeys",
    "second_steps",
    "single_sign_on",
    "roadmap",
    "plan",
    "timeline",
    "indicators",
    "responsibilities",
    "pyramid",
    "logic",
    "conflicts",
    "clarity",
    "files",
    "translating",
    "discussion",
    "calendars",
    "spreadsheets",
    "suggestions",
    "snapshots",
    "consultation",
    "calls",
    "meetings",
    "neighbours",
    "pulse",
    "discovery",
    "bringing_in",
    "following",
    "moderation",
    "follow_up",
    "desk",
    "weighing",
    "year_wheel",
    "six_steps",
    "binder",
    "handover",
    "live",
    "notifications",
    "search",
    "accessibility",
    "api",
    "audit",
    "first_run",
    "open_data",
    "privacy",
    "public_records",
    "webhooks",
    "site",
)


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """The application, on a database of its own unless one is given. Several may live in one process."""
    app = origins.Site("roadmaps", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.is_testing,
        IS_BEHIND_HTTPS=settings.is_behind_https,
        BASE_URL=settings.base_url,
        CATALOGUES=paths.TRANSLATIONS,
        MAX_CONTENT_LENGTH=MOST_BYTES_SENT,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES_SENT,
        # A form stays good for as long as the sign-in does; whoever wrote for two hours is not told to begin again.
        WTF_CSRF_TIME_LIMIT=None,
    )
    # A page that fails tells nobody why, also where somebody has left FLASK_DEBUG in the environment.
    app.debug = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    listeners = Listeners()
    app.extensions["settings"] = settings
    app.extensions["listeners"] = listeners
    app.extensions["units_of_work"] = UnitsOfWork(database or _database(settings), listeners)
    if proxies := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0)  # type: ignore[method-assign]
    origins.register(app)
    arrival.register(app)
    CSRFProtect(app)
    for part in (
        metrics,
        numbers,
        work,
        limits,
        identity,
        circumstances,
        slots,
        ways,
        first_values,
        language,
        prose,
        redirects,
        landing,
        assets,
        security,
        open_places,
        errors,
    ):
        part.register(app)
    for name in ROOMS:
        room = import_module(f"roadmaps.{name}")
        if hasattr(room, "register"):
            room.register(app)
        if hasattr(room, "wire"):
            room.wire(listeners)
    watching.register(app)
    return app


def _database(settings: Settings) -> Database:
    return Database(settings.database_url, read_url=settings.database_read_url, mark=newest_number())


def create_app_from_environment() -> Flask:
    """What the web server is told to serve."""
    settings = Settings.from_environment()
    logs.set_up(settings.log_style)
    return create_app(settings)


def make_ready(app: Flask) -> None:
    """Let the application find, before a server forks, what each of its processes would find at its first page."""
    configure_mappers()
    app.url_map.update()
    for one in LANGUAGES:
        with app.app_context(), force_locale(one):
            get_translations()


def know_every_room() -> None:
    """Import all that an application is made of, before a server forks: its processes then begin at once, and share it."""
    for name in ROOMS:
        import_module(f"roadmaps.{name}")


def know_every_table() -> None:
    """Import the tables of every room, for who makes or compares the whole schema without an application."""
    for name in ROOMS:
        if find_spec(f"roadmaps.{name}.models"):
            import_module(f"roadmaps.{name}.models")
