"""Several write in the same text at once; what they wrote becomes an ordinary revision of all of them."""

from datetime import timedelta

from flask import Flask

from roadmaps.live.keeping import close_all_forgotten, compact
from roadmaps.live.listeners import wire
from roadmaps.live.panels import hang
from roadmaps.live.serving import process, socket_views
from roadmaps.live.views import pages

__all__ = ["register", "socket_views", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels in the pages below, and look after those who write."""
    process.register(app)
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
    app.extensions["chores"].add("live.forgotten", close_all_forgotten, every=timedelta(minutes=5))
    app.extensions["chores"].add("live.compacting", compact, every=timedelta(days=1))
