"""The plan as spreadsheets that can be worked in and brought back."""

from datetime import timedelta

from flask import Flask

from roadmaps.spreadsheets.importing.rules import forget_old
from roadmaps.spreadsheets.panels import hang
from roadmaps.spreadsheets.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panel, and forget what nobody confirms."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
    app.extensions["chores"].add("forget unconfirmed spreadsheets", forget_old, every=timedelta(hours=6))
