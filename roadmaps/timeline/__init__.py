"""When what happens: the activities of a roadmap, or of the whole county, drawn over time."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.values import date_in_words
from roadmaps.timeline import panels
from roadmaps.timeline.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panel in the document."""
    app.register_blueprint(pages)
    app.jinja_env.globals["date_in_words"] = date_in_words
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("Timeline"), "timeline.show", order=20)
    ways.add("county.views", N_("Timeline"), "timeline.county", order=20)
    panels.hang(app.extensions["slots"])
