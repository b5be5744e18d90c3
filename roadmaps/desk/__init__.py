"""The process leader's desk: all that waits for a word, in every area that one leads or stands in for, the oldest first."""

from flask import Flask

from roadmaps.desk.memory import Memory
from roadmaps.desk.panels import hang
from roadmaps.desk.views import pages
from roadmaps.desk.waiting import waited_in_words

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.extensions["desk_memory"] = Memory()
    app.register_blueprint(pages)
    app.jinja_env.globals["waited_in_words"] = waited_in_words
    hang(app.extensions["slots"])
