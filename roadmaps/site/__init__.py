"""The pages of the site itself: home, what this is, health, and finding a link by its name."""

from flask import Flask

from roadmaps.files.doors import STORE
from roadmaps.foundation.clock import now
from roadmaps.site import panels
from roadmaps.site.figures import SiteFigures
from roadmaps.site.readiness import Readiness
from roadmaps.site.views import pages
from roadmaps.web.background import duties_of

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.register_blueprint(pages)
    panels.hang(app.extensions["slots"])
    database = app.extensions["units_of_work"].database
    app.extensions["readiness"] = Readiness(
        database, app.extensions[STORE], now, sends_mail=bool(app.extensions["settings"].mail_url)
    )
    app.extensions["site_figures"] = SiteFigures(database, now, duties_of(app))
