"""Consultations: organisations are asked about a frozen version, answer it, and get replies that can be followed into
the text.
"""

from datetime import timedelta

from flask import Flask

from roadmaps.consultation.listeners import wire
from roadmaps.consultation.panels import hang
from roadmaps.consultation.rules.holding import open_due, remind_due
from roadmaps.consultation.views import pages
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.table import ROADMAP

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and let the site open and remind by itself."""
    app.register_blueprint(pages)
    app.jinja_env.globals["kind_of"] = ROADMAP.__getitem__
    app.extensions["ways"].add("roadmap.views", N_("Consultations"), "consultation.index", order=67)
    hang(app.extensions["slots"])
    app.extensions["chores"].add("open consultations", open_due, every=timedelta(minutes=5))
    app.extensions["chores"].add("remind consultees", remind_due, every=timedelta(hours=1))
