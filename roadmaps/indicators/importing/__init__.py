"""Readings from a file: what it says is understood row by row and shown, and kept only when somebody confirms it."""

from datetime import timedelta

from flask import Flask

from roadmaps.indicators.importing.panels import hang
from roadmaps.indicators.importing.rules import forget_old
from roadmaps.indicators.importing.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors for files, and forget what nobody confirms."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
    app.extensions["chores"].add("forget unconfirmed readings", forget_old, every=timedelta(hours=6))
