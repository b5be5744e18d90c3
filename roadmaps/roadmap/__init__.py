"""The roadmap of a strength area: its kinds of block, its states and locks, and the pages where it is read and written."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.roadmap import panels, templating
from roadmaps.roadmap.origins import Origins
from roadmaps.roadmap.reminding import remind_of_next_steps
from roadmaps.roadmap.views import pages
from roadmaps.roadmap.wordings import Wordings

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.extensions["origins"] = Origins()
    app.extensions["wordings"] = Wordings()
    app.register_blueprint(pages)
    templating.register(app)
    panels.hang(app.extensions["slots"])
    app.extensions["chores"].add("remind of next steps", remind_of_next_steps, every=timedelta(hours=6))
    ways = app.extensions["ways"]
    ways.add("roadmap.views", N_("Document"), "roadmap.show", order=0)
    ways.add("roadmap.views", N_("History"), "roadmap.history", order=80)
