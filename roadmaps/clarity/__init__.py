"""What readers do not understand: paragraphs of a roadmap, and words that nobody has explained. Told of nobody's name."""

from flask import Flask

from roadmaps.clarity.panels import hang
from roadmaps.clarity.views import PACE, pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.extensions["limits"].add(PACE, by_address="20 per 10 minutes")
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
