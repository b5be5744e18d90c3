"""What is kept about people: one's own data, erasure, and what is due to be thrown away."""

from datetime import timedelta

from flask import Flask

from roadmaps.privacy import known, panels
from roadmaps.privacy.letters import PrivacyLetters
from roadmaps.privacy.listeners import listen
from roadmaps.privacy.rules import throw_away_by_itself
from roadmaps.privacy.views import pages
from roadmaps.privacy.views.own import PACE


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, listen, and throw away by itself what is of use to nobody."""
    app.register_blueprint(pages)
    app.extensions["limits"].add(PACE, by_account="10 per day")
    panels.hang(app.extensions["slots"])
    known.tell(app.extensions["first_values"])
    listen(app.extensions["listeners"])
    PrivacyLetters(app.extensions["outbox"]).wire(app.extensions["listeners"])
    app.extensions["chores"].add("throw away what is past its time", throw_away_by_itself, every=timedelta(days=1))
