"""Pulses: three short questions to organisations by personal link, and the result openly shown over time."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.pulse.panels import hang
from roadmaps.pulse.rules.holding import see_to_days
from roadmaps.pulse.views import pages

__all__ = ["register"]

_WITHIN = ("pulse.show", "pulse.new", "pulse.new_county", "pulse.facts", "pulse.asked", "pulse.extension")


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and let pulses open, remind and close by themselves."""
    app.register_blueprint(pages)
    ways = app.extensions["ways"]
    ways.add("process.views", N_("Pulse"), "pulse.index", order=30, within=_WITHIN)
    ways.add("county.process", N_("Pulse"), "pulse.county", order=30, within=_WITHIN)
    hang(app.extensions["slots"])
    app.extensions["chores"].add("pulses", see_to_days, every=timedelta(minutes=10))
