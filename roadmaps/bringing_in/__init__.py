"""Beginning a roadmap, or filling it further, from what has been written elsewhere: Word, Markdown, this site's data."""

from datetime import timedelta

from flask import Flask

from roadmaps.bringing_in.panels import hang
from roadmaps.bringing_in.rules import forget_old
from roadmaps.bringing_in.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and forget what nobody confirms."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
    app.extensions["chores"].add("forget unconfirmed papers", forget_old, every=timedelta(hours=6))
