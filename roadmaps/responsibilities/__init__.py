"""Who does what: leads that are proposed and answered, and how the leading organisations say that it goes."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.responsibilities import panels
from roadmaps.responsibilities.commands import ask_for_status
from roadmaps.responsibilities.rules import ask_for_leads, ask_for_statuses
from roadmaps.responsibilities.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and let the site ask by itself."""
    app.register_blueprint(pages)
    app.cli.add_command(ask_for_status)
    panels.hang(app.extensions["slots"])
    app.extensions["chores"].add("ask for leads", ask_for_leads, every=timedelta(minutes=5))
    app.extensions["chores"].add("ask how it goes", ask_for_statuses, every=timedelta(days=1))
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("Responsibilities"), "responsibilities.show", order=40)
    ways.add("county.views", N_("Responsibilities"), "responsibilities.county", order=40)
