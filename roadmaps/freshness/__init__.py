"""Whether a page is still as somebody has it: marks that move when something changes, and pages kept until then."""

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.config import Settings
from roadmaps.foundation.changed_rows import ChangedRows
from roadmaps.foundation.events import Event
from roadmaps.freshness.front import Front
from roadmaps.freshness.keeper import Keeper
from roadmaps.freshness.looking import Looking
from roadmaps.freshness.marks import move
from roadmaps.freshness.release import release
from roadmaps.freshness.what_moves import moved_by


def register(app: Flask) -> None:
    """Let every unit of work move the marks of what it changes, and answer with pages that are still as they were.

    In tests pages are kept only where a test is about that: others change what is shown by no unit of work.
    """
    settings, units = app.extensions["settings"], app.extensions["units_of_work"]
    own = app.extensions["kept_pages"] = Keeper(
        _shown_settings(settings),
        release(),
        app.config["SESSION_COOKIE_NAME"],
        Looking(units.database),
        is_on=not settings.is_testing,
    )
    units.let_witness(move_marks)
    app.wsgi_app = Front(app.wsgi_app, own)  # type: ignore[method-assign]


def move_marks(session: Session, _events: list[Event], rows: ChangedRows) -> None:
    """Move the marks of what has been changed, in the unit of work that changes it."""
    move(session, moved_by(rows))


def _shown_settings(settings: Settings) -> str:
    """What pages can tell of the settings, and the secret that browsers do not know; not where this machine keeps things."""
    told = (
        settings.secret_key,
        settings.base_url,
        settings.live_sockets,
        settings.security_contacts,
        settings.mail_from,
    )
    return repr((*told, bool(settings.mail_url), str(settings.sign_in_providers)))
