"""Several write in the same text at once; what they wrote becomes an ordinary revision of all of them."""

from flask import Flask

from roadmaps.live import process, socket_views
from roadmaps.live.panels import hang
from roadmaps.live.views import pages

__all__ = ["register", "socket_views"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels in the pages below, and look after those who write."""
    process.register(app)
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
