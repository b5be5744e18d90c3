"""What a process leader keeps an eye on: all that is new in an area, hiding what should not be read, and the public log."""

from flask import Flask

from roadmaps.moderation.listeners import wire
from roadmaps.moderation.panels import hang
from roadmaps.moderation.views import pages

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
