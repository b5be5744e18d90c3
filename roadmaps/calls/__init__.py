"""Calls for funding: which activities fit and lack funding, who wants to apply, and what an application is worth to the roadmap."""

from datetime import timedelta

from flask import Flask

from roadmaps.calls import templating
from roadmaps.calls.importing.rules import forget_old
from roadmaps.calls.panels import hang
from roadmaps.calls.rules.telling import remind_of_closing
from roadmaps.calls.views import pages
from roadmaps.foundation.sentences import N_

__all__ = ["register"]

WITHIN = (
    "calls.show",
    "calls.new",
    "calls.edit",
    "calls.withdraw",
    "calls.interest",
    "calls.tell",
    "calls.new_sheet",
    "calls.sheet",
    "calls.judge",
    "calls.lay_aside",
    "calls.sheets",
    "calls.import_start",
    "calls.import_show",
)


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels in the pages below, and remind those who want something in time."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
    ways = app.extensions["ways"]
    ways.add("process.views", N_("Calls"), "calls.index", order=60, within=WITHIN)
    ways.add("county.process", N_("Calls"), "calls.county", order=60, within=WITHIN)
    chores = app.extensions["chores"]
    chores.add("remind of closing calls", remind_of_closing, every=timedelta(hours=6))
    chores.add("forget unconfirmed calls", forget_old, every=timedelta(hours=6))
    templating.register(app)
