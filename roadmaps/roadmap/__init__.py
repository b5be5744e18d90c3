"""The roadmap of a strength area: its kinds of block, its states and locks, and the pages where it is read and written."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.roadmap import panels, templating
from roadmaps.roadmap.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    templating.register(app)
    panels.hang(app.extensions["slots"])
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("Document"), "roadmap.show", order=0)
    ways.add("roadmap.views", N_("History"), "roadmap.history", order=80)
