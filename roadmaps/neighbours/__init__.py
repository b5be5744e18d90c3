"""Other regions: a roadmap shown by a link, and theirs mirrored here to read, compare and tie activities to."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.neighbours import looking
from roadmaps.neighbours.client import Fetcher
from roadmaps.neighbours.errands import EXTENSION, Errands
from roadmaps.neighbours.panels import hang
from roadmaps.neighbours.views import pages

__all__ = ["register"]

_OF_AREA = ("new_link", "link", "new_mirror", "compare_own", "new_tie")
_OF_COUNTY = ("new_county_mirror", "show", "compare", "new_version", "end")


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and look once a day whether neighbours have something newer."""
    settings = app.extensions["settings"]
    app.extensions[EXTENSION] = Errands(Fetcher(is_local_allowed=settings.are_neighbours_local))
    app.register_blueprint(pages)
    ways = app.extensions["ways"]
    within = [f"neighbours.{name}" for name in (*_OF_AREA, *_OF_COUNTY)]
    ways.add("process.views", N_("Neighbours"), "neighbours.index", order=80, within=within)
    ways.add("county.process", N_("Neighbours"), "neighbours.county", order=80, within=within)
    hang(app.extensions["slots"])
    looking.register(app)
