"""What shows that the county fulfils the criteria of good governance, gathered from what has been done here."""

from flask import Flask

from roadmaps.binder.panels import in_binder
from roadmaps.binder.views import pages
from roadmaps.foundation.sentences import N_

__all__ = ["register"]

_WITHIN = ("binder.criterion", "binder.judge", "binder.put_in", "binder.take_out", "binder.freeze", "binder.edition")


def register(app: Flask) -> None:
    """Open the doors of this room, and let files know where they are used."""
    app.register_blueprint(pages)
    ways = app.extensions["ways"]
    ways.add("process.views", N_("Binder"), "binder.show", order=90, within=_WITHIN)
    ways.add("county.process", N_("Binder"), "binder.show", order=90, within=_WITHIN)
    app.extensions["file_uses"].append(in_binder)
