"""Looking once a day whether neighbours have published something newer: beside serving pages, or by a timer.

The network is asked while no unit of work is open. A look that is due is claimed first, so that of several processes
one looks; a process that dies leaves it until the next day.
"""

import logging
from collections.abc import Callable
from datetime import datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from roadmaps.foundation.clock import now
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.neighbours import rules
from roadmaps.neighbours.errands import EXTENSION, Errands
from roadmaps.neighbours.models import Mirror
from roadmaps.neighbours.queries import newest_version
from roadmaps.web.background import By, employ

log = logging.getLogger(__name__)
PAUSE_SECONDS = 300.0


def register(app: Flask) -> None:
    """Let each serving process look every few minutes whether a look is due, and give a timer its command."""
    app.cli.add_command(neighbours)
    if not app.extensions["settings"].is_testing:
        employ(app, "looking at neighbours", lambda: look_at_due(app), pause_seconds=PAUSE_SECONDS, by=By.LEADER)


def look_at_due(app: Flask, clock: Callable[[], datetime] = now) -> int:
    """Look after every mirror whose time has come; return how many these were."""
    units: UnitsOfWork = app.extensions["units_of_work"]
    errands: Errands = app.extensions[EXTENSION]
    looks = 0
    while _is_one_due(units, clock()):
        with units.change() as session:
            mirror = rules.claim_look(session, at=clock())
            newest = newest_version(session, mirror) if mirror else None
        if mirror is None or newest is None:
            break
        found = errands.look(mirror.address, newest.sha256)
        with units.change() as session:
            rules.note_look(session, session.get_one(Mirror, mirror.id), found.news, found.detail, at=clock())
        looks += 1
    return looks


def _is_one_due(units: UnitsOfWork, at: datetime) -> bool:
    """Asked with a reading session, so that an idle process never takes the lock for writing."""
    with units.database.reading() as session:
        is_due = Mirror.look_due_at <= at, Mirror.ended_at.is_(None)
        return session.scalar(select(Mirror.id).where(*is_due).limit(1)) is not None


@click.group("neighbours")
def neighbours() -> None:
    """Roadmaps of neighbours that are mirrored here."""


@neighbours.command("look")
@with_appcontext
def look() -> None:
    """Look whether neighbours have published something newer, where a day has passed since the last look."""
    looks = look_at_due(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - the application itself
    click.echo(f"Looked at {looks}." if looks else "Nothing was due.")
