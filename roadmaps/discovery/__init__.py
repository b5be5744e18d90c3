"""Entrepreneurial discovery: needs, ideas and strengths become candidates, and candidates are decided on with reasons."""

from flask import Flask

from roadmaps.discovery.origins import SORT, settle, tell
from roadmaps.discovery.panels import hang
from roadmaps.discovery.views import pages
from roadmaps.discovery.views.telling import PACE
from roadmaps.foundation.sentences import N_

__all__ = ["register"]

_WITHIN = (
    "discovery.tell",
    "discovery.findings",
    "discovery.finding",
    "discovery.candidate",
    "discovery.inbox",
    "discovery.take_in",
    "discovery.begin",
    "discovery.word",
    "discovery.join",
    "discovery.decide",
    "discovery.tie",
    "discovery.set_aside",
    "discovery.pass_on",
)


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and let texts tell that they come from a candidate."""
    # A hall full of people, who all come by the same address.
    app.extensions["limits"].add(PACE, by_address="60 per 10 minutes")
    app.register_blueprint(pages)
    ways = app.extensions["ways"]
    ways.add("process.views", N_("Discovery"), "discovery.index", order=40, within=_WITHIN)
    ways.add("county.process", N_("Discovery"), "discovery.county", order=40)
    app.extensions["origins"].add(SORT, tell=tell, settle=settle)
    hang(app.extensions["slots"])
