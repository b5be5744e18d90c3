"""Follow-up reports: what was done between two days, drawn from the records and told by those who lead."""

from flask import Flask

from roadmaps.follow_up.files_used import in_reports
from roadmaps.follow_up.panels import hang
from roadmaps.follow_up.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    app.extensions["file_uses"].append(in_reports)
    hang(app.extensions["slots"])
