"""The plan: what the roadmaps say taken together, as rows that can be chosen among.

The rooms that draw it – timeline, responsibilities, pyramid and so on – stand on this one, and show one area or the
whole county in the same way.
"""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.plan.filters import offers_in
from roadmaps.plan.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.register_blueprint(pages)
    app.jinja_env.globals["plan_offers"] = offers_in
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("Activities"), "plan.activities", order=10)
    ways.add("county.views", N_("Overview"), "plan.county", order=0)
    ways.add("county.views", N_("Activities"), "plan.county_activities", order=10)
