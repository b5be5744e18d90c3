"""Open data: adopted roadmaps for everyone to use again, with a licence and a catalogue that others harvest."""

from flask import Flask

from roadmaps.open_data import panels
from roadmaps.open_data.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, and tell machines of it in the heads of pages."""
    app.register_blueprint(pages)
    panels.hang(app.extensions["slots"])
