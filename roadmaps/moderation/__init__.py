"""What a process leader keeps an eye on: what is new in an area, what has been flagged, what is hidden and who is muted.

Whatever is done about it is told in the public log, and those whom it concerns can ask for a second look.
"""

from flask import Flask

from roadmaps.moderation import area_views, flag_views, own_views
from roadmaps.moderation.listeners import wire
from roadmaps.moderation.panels import hang
from roadmaps.moderation.views import pages

__all__ = ["area_views", "flag_views", "own_views", "register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
