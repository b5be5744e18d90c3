"""The year wheel: what stands in a year, around a wheel and in a list beside it, and the next year made from this one."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.year_wheel.calendar_entries import beside_the_plan
from roadmaps.year_wheel.views import pages

__all__ = ["register"]

_WITHIN = ("year_wheel.new", "year_wheel.entry", "year_wheel.facts", "year_wheel.proposal", "year_wheel.make")


def register(app: Flask) -> None:
    """Open the doors of this room, and bring what stands in the wheel to people's calendars."""
    app.register_blueprint(pages)
    ways = app.extensions["ways"]
    ways.add("process.views", N_("Year wheel"), "year_wheel.show", order=10, within=_WITHIN)
    ways.add("county.views", N_("The process"), "year_wheel.county", order=75, row="county.process")
    ways.add("county.process", N_("Year wheel"), "year_wheel.county", order=0, within=_WITHIN)
    app.extensions["calendar_sources"].add(beside_the_plan)
