"""What the site does by itself from time to time, such as asking how activities go: told by the rooms above."""

from flask import Flask

from roadmaps.chores.commands import chores
from roadmaps.chores.rounds import Chores
from roadmaps.foundation.clock import now
from roadmaps.web.background import employ

__all__ = ["register"]

PAUSE_SECONDS = 60.0


def register(app: Flask) -> None:
    """Give the application its chores, and let the serving processes see to them."""
    own = app.extensions["chores"] = Chores()
    app.cli.add_command(chores)
    if not app.extensions["settings"].is_testing:
        units = app.extensions["units_of_work"]
        employ(app, "chores", lambda: own.do_due(units, now()), pause_seconds=PAUSE_SECONDS)
