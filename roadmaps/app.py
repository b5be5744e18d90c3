"""The composition root: alone knows every room, puts them together and lets them hear each other."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from roadmaps import paths
from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.web import (
    assets,
    errors,
    identity,
    landing,
    language,
    numbers,
    prose,
    redirects,
    security,
    slots,
    ways,
    work,
)

MOST_BYTES_SENT = 2_000_000
# Floor by floor, the lowest first. A room may have `register(app)` for its doors and panels, and `wire(listeners)`.
ROOMS = (
    "chores",
    "accounts",
    "revisions",
    "areas",
    "glossary",
    "strategy",
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
    "discussion",
    "calendars",
    "spreadsheets",
    "suggestions",
    "snapshots",
    "consultation",
    "bringing_in",
    "following",
    "moderation",
    "follow_up",
    "desk",
    "handover",
    "live",
    "notifications",
    "search",
    "site",
)


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """The application, on a database of its own unless one is given. Several may live in one process."""
    app = Flask("roadmaps", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC))
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
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    listeners = Listeners()
    app.extensions["settings"] = settings
    app.extensions["listeners"] = listeners
    app.extensions["units_of_work"] = UnitsOfWork(database or Database(settings.database_url), listeners)
    if proxies := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    CSRFProtect(app)
    for part in (numbers, work, identity, slots, ways, language, prose, redirects, landing, assets, security, errors):
        part.register(app)
    for name in ROOMS:
        room = import_module(f"roadmaps.{name}")
        if hasattr(room, "register"):
            room.register(app)
        if hasattr(room, "wire"):
            room.wire(listeners)
    return app


def create_app_from_environment() -> Flask:
    """What the web server is told to serve."""
    return create_app(Settings.from_environment())


def know_every_table() -> None:
    """Import the tables of every room, for who makes or compares the whole schema without an application."""
    for name in ROOMS:
        if find_spec(f"roadmaps.{name}.models"):
            import_module(f"roadmaps.{name}.models")
