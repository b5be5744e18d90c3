"""What the site does by itself from time to time, such as asking how activities go: told by the rooms above.

Also who does it: which process leads, and when each was last heard of.
"""

from flask import Flask

from roadmaps.chores.beats import NAME as SIGNS_OF_LIFE
from roadmaps.chores.beats import PAUSE_SECONDS as BETWEEN_SIGNS
from roadmaps.chores.beats import Beats
from roadmaps.chores.commands import chores
from roadmaps.chores.rounds import Chores
from roadmaps.foundation.clock import now
from roadmaps.foundation.leadership import Leadership
from roadmaps.web.background import By, duties_of, employ

__all__ = ["register"]

PAUSE_SECONDS = 60.0


def register(app: Flask) -> None:
    """Give the application its chores, and let them be done by the process that leads."""
    own = app.extensions["chores"] = Chores()
    app.cli.add_command(chores)
    duties_of(app)
    if app.extensions["settings"].is_testing:
        return
    units = app.extensions["units_of_work"]
    _agree_who_leads(app)
    employ(app, "chores", lambda: own.do_due(units, now()), pause_seconds=PAUSE_SECONDS, by=By.LEADER)


def _agree_who_leads(app: Flask) -> None:
    settings, units, duties = app.extensions["settings"], app.extensions["units_of_work"], duties_of(app)
    leadership = Leadership.on(units.database, settings.data_dir)
    duties.leads, duties.give_up_leading = leadership.leads, leadership.give_up
    beats = app.extensions["beats"] = Beats(units, duties)
    employ(
        app,
        SIGNS_OF_LIFE,
        lambda: beats.note(now(), leads=leadership.leads()),
        pause_seconds=BETWEEN_SIGNS,
    )
