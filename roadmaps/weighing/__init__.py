"""Candidates weighed by organisations, over criteria or with dots in a room, and recommended to those who fund."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.weighing.panels import hang
from roadmaps.weighing.rules.holding import close_due, open_due, remind_due
from roadmaps.weighing.views import pages
from roadmaps.weighing.views.dotting import PRESSES, TRIES

__all__ = ["register"]

_WITHIN = (
    "weighing.criteria",
    "weighing.new",
    "weighing.show",
    "weighing.facts",
    "weighing.weighers",
    "weighing.extension",
    "weighing.cancellation",
    "weighing.sheet",
    "weighing.weigh",
    "weighing.give",
    "weighing.result",
    "weighing.recommend",
    "weighing.recommendation",
)


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and let rounds open, remind and close by themselves."""
    # A hall full of phones comes by one address, and people change their minds; whoever tries codes comes by one too.
    app.extensions["limits"].add(PRESSES, by_address="600 per 10 minutes")
    app.extensions["limits"].add(TRIES, by_address="40 per 10 minutes")
    app.register_blueprint(pages)
    app.extensions["ways"].add("process.views", N_("Weighing"), "weighing.index", order=50, within=_WITHIN)
    hang(app.extensions["slots"])
    app.extensions["chores"].add("open weighings", open_due, every=timedelta(minutes=5))
    app.extensions["chores"].add("close weighings", close_due, every=timedelta(minutes=5))
    app.extensions["chores"].add("remind of weighings", remind_due, every=timedelta(hours=1))
