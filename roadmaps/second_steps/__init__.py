"""The second step at signing in: codes from an app, codes kept on paper, and for whom the site asks it."""

from datetime import timedelta

from flask import Flask

from roadmaps.accounts.entering import ask_terms
from roadmaps.accounts.second_ways import add_second_way, add_way_in
from roadmaps.foundation.sealing import Seal
from roadmaps.second_steps import panels
from roadmaps.second_steps.commands import reset_second_step
from roadmaps.second_steps.listeners import wire
from roadmaps.second_steps.rules import see_to_sign_ins
from roadmaps.second_steps.terms import terms_of
from roadmaps.second_steps.views import pages
from roadmaps.second_steps.ways import APP, CODES

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and ask for a second step where one is due."""
    app.extensions["second_step_seal"] = Seal(app.extensions["settings"].secret_key, "second steps")
    app.extensions["limits"].add("second", by_address="200 per 15 minutes", by_account="30 per 15 minutes")
    add_second_way(app, APP)
    add_way_in(app, CODES)
    ask_terms(app, terms_of)
    app.extensions["chores"].add("second steps", see_to_sign_ins, every=timedelta(minutes=10))
    panels.hang(app.extensions["slots"])
    app.register_blueprint(pages)
    app.cli.add_command(reset_second_step)
