"""Meetings: asked to, held and written down, and what became of each thing that was said there."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.meetings import origin
from roadmaps.meetings.panels import hang
from roadmaps.meetings.policy import may_sign_up
from roadmaps.meetings.rules.inviting import remind_due
from roadmaps.meetings.rules.settling import tell_due
from roadmaps.meetings.views import pages

__all__ = ["register"]

_WITHIN = [
    "meetings.new",
    "meetings.show",
    "meetings.facts",
    "meetings.agenda",
    "meetings.cancellation",
    "meetings.guests",
    "meetings.guest_address",
    "meetings.invite",
    "meetings.sign_up",
    "meetings.answer",
    "meetings.attendance",
    "meetings.notes",
    "meetings.decide",
    "meetings.end_decision",
    "meetings.lines",
    "meetings.write_line",
    "meetings.show_input",
    "meetings.reword",
    "meetings.settle",
    "meetings.tie",
    "meetings.tell",
]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and let the site remind and tell by itself."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(may_come_to_meeting=may_sign_up)
    ways = app.extensions["ways"]
    ways.add("process.views", N_("Meetings"), "meetings.index", order=20, within=_WITHIN)
    ways.add("county.process", N_("Meetings"), "meetings.county", order=20, within=_WITHIN)
    hang(app.extensions["slots"])
    app.extensions["origins"].add(origin.SORT, tell=origin.tell, settle=origin.settle)
    app.extensions["chores"].add("remind of meetings", remind_due, every=timedelta(hours=1))
    app.extensions["chores"].add("tell what came of meetings", tell_due, every=timedelta(hours=1))
