"""Whether the work leads where it should: the readings of indicators, their charts, and where they come from."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.indicators import importing, kolada
from roadmaps.indicators.panels import hang
from roadmaps.indicators.reminding import remind_of_readings
from roadmaps.indicators.templating import teach
from roadmaps.indicators.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    teach(app)
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("Indicators"), "indicators.index", order=30, within=["indicators.due"])
    ways.add("county.views", N_("Indicators"), "indicators.county", order=30, within=["indicators.county_due"])
    hang(app.extensions["slots"])
    importing.register(app)
    kolada.register(app)
    app.extensions["chores"].add("remind of readings", remind_of_readings, every=timedelta(days=1))
