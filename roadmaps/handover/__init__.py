"""When the one who leads an area leaves: all that is led, waits, is promised and lies ahead on one page, and taking over
in one act.
"""

from flask import Flask

from roadmaps.handover.panels import hang
from roadmaps.handover.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
