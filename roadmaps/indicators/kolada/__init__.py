"""Readings from Kolada, the open database of key figures for Sweden's municipalities and regions."""

from flask import Flask

from roadmaps.indicators.kolada.commands import readings
from roadmaps.indicators.kolada.panels import hang
from roadmaps.indicators.kolada.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the door, hang the panel, and add the command."""
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
    app.cli.add_command(readings)
