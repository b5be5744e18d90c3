"""The first minutes of an installation: whoever has the code from the console makes the first coordinator."""

from flask import Flask

from roadmaps.first_run import panels
from roadmaps.first_run.commands import setup_code
from roadmaps.first_run.views import PACE, pages


def register(app: Flask) -> None:
    """Open the door of this room, and tell of it on the first page."""
    app.extensions["limits"].add(PACE, by_address="10 per 15 minutes")
    panels.hang(app.extensions["slots"])
    app.register_blueprint(pages)
    app.cli.add_command(setup_code)
