"""From the county of 2050 to this year's activities: the line, the coverage, and what hangs loose."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.logic import panels, policy
from roadmaps.logic.views import pages

__all__ = ["register"]

_OF_THE_ROADMAP = ("logic.coverage", "logic.chains", "logic.loose_ends")
_OF_THE_COUNTY = ("logic.county_coverage", "logic.county_loose_ends")


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    app.jinja_env.globals["may_see_loose_ends"] = policy.may_see_loose_ends
    panels.hang(app.extensions["slots"])
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("The line to 2050"), "logic.line", order=55, within=_OF_THE_ROADMAP)
    ways.add("county.views", N_("The line to 2050"), "logic.county_line", order=55, within=_OF_THE_COUNTY)
