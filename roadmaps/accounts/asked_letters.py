"""Writing the letters that were asked for at the door, and how often one may ask and try."""

from flask import Flask

from roadmaps.accounts import rules
from roadmaps.foundation.clock import now
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.web.background import By, employ

PAUSE_SECONDS = 2.0


def install(app: Flask) -> None:
    """Let the process that leads look every other second for what has been asked."""
    limits = app.extensions["limits"]
    # A town hall on a Monday morning comes from one address. Wrong passwords are counted more strictly, by account.
    limits.add("sign-in", by_address="300 per 15 minutes")
    limits.add("letter", by_address="60 per 15 minutes")
    if not app.extensions["settings"].is_testing:
        units = app.extensions["units_of_work"]
        employ(app, "asked letters", lambda: write_waiting(units), pause_seconds=PAUSE_SECONDS, by=By.LEADER)


def write_waiting(units: UnitsOfWork) -> None:
    """Write what waits, in one unit of work, if anything does."""
    with units.database.reading() as session:
        is_waiting = rules.is_anything_asked(session)
    if is_waiting:
        with units.change() as session:
            rules.write_asked(session, at=now())
