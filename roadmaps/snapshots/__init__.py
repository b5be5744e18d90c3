"""Frozen versions of a roadmap: cited, downloaded, compared, checked, and brought in again elsewhere."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.snapshots import working
from roadmaps.snapshots.export_command import export
from roadmaps.snapshots.files_used import in_frozen_versions
from roadmaps.snapshots.import_command import import_
from roadmaps.snapshots.panels import hang
from roadmaps.snapshots.places import Places
from roadmaps.snapshots.rules import forget_old_files
from roadmaps.snapshots.views import pages
from roadmaps.snapshots.views.checking import check_version

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels in the pages below, add its commands, and make files that take long."""
    app.extensions["export_places"] = Places()
    app.extensions["chores"].add("forget files that were made", forget_old_files, every=timedelta(hours=6))
    working.register(app)
    app.register_blueprint(pages)
    # It asks and changes nothing, so that whoever only wants to know gets no cookie.
    app.extensions["csrf"].exempt(check_version)
    app.extensions["ways"].add("roadmap.views", N_("Versions"), "snapshots.index", order=90)
    app.extensions["file_uses"].append(in_frozen_versions)
    hang(app.extensions["slots"])
    app.cli.add_command(export)
    app.cli.add_command(import_)
