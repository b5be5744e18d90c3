"""The register of goal conflicts over all areas: where one goal stands in the way of another, and how that is handled."""

from flask import Flask

from roadmaps.conflicts.panels import hang
from roadmaps.conflicts.views import pages
from roadmaps.foundation.sentences import N_

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    app.extensions["ways"].add("roadmap.views", N_("Goal conflicts"), "conflicts.show", order=60)
    app.extensions["ways"].add("county.views", N_("Goal conflicts"), "conflicts.county", order=60)
    hang(app.extensions["slots"])
