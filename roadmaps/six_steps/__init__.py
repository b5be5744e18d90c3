"""Where each area stands in the six-step process, lap by lap, what was done in each step and what comes next."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.six_steps.panels import hang
from roadmaps.six_steps.views import pages

__all__ = ["register"]

_OF_A_STEP = ("six_steps.step", "six_steps.begin_lap", "six_steps.tell", "six_steps.take_back")


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("The process"), "six_steps.show", order=75, row="process.views")
    ways.add("process.views", N_("Six steps"), "six_steps.show", order=0, within=_OF_A_STEP)
    hang(app.extensions["slots"])
