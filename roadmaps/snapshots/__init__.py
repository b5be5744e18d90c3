"""Frozen versions of a roadmap: cited, downloaded, compared, checked, and brought in again elsewhere."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.snapshots.commands import export, import_
from roadmaps.snapshots.panels import hang
from roadmaps.snapshots.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels in the pages below, and add its commands."""
    app.register_blueprint(pages)
    app.extensions["ways"].add("roadmap.views", N_("Versions"), "snapshots.index", order=90)
    hang(app.extensions["slots"])
    app.cli.add_command(export)
    app.cli.add_command(import_)
