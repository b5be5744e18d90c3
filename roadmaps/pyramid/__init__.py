"""Base, breadth and peak: which activities and organisations lie at which level, and what feeds what."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.pyramid.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.register_blueprint(pages)
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("Pyramid"), "pyramid.show", order=50)
    ways.add("county.views", N_("Pyramid"), "pyramid.county", order=50)
