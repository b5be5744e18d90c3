"""The public-records package: everything about a roadmap between two days, masked where the law asks it."""

from flask import Flask

from roadmaps.public_records.panels import hang
from roadmaps.public_records.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panel."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
