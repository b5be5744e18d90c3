"""What readers do not understand: paragraphs of a roadmap, and words that nobody has explained. Told of nobody's name."""

from flask import Flask

from roadmaps.clarity.pace import Pace
from roadmaps.clarity.panels import hang
from roadmaps.clarity.views import PACE, pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.extensions[PACE] = Pace()
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
