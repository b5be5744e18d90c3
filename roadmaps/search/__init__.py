"""Finding what has been written, wherever it stands, among what one may read: in any form of a word, at once."""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.search import offered
from roadmaps.search.commands import reindex
from roadmaps.search.keeping import mend
from roadmaps.search.listeners import keep_what_is_written, wire
from roadmaps.search.panels import hang
from roadmaps.search.views import pages

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the door of this room, hang the box, and let what was missed be found the night after."""
    app.register_blueprint(pages)
    offered.register(app)
    # Before the line in the journal, for which all others wait.
    app.extensions["units_of_work"].let_witness(keep_what_is_written, before_others=True)
    hang(app.extensions["slots"])
    app.cli.add_command(reindex)
    app.extensions["chores"].add("mend the search", _mend, every=timedelta(days=1))


def _mend(session: Session, _at: datetime) -> None:
    mend(session)
