"""The accessibility statement, and the faults that people report with it."""

from flask import Flask

from roadmaps.accessibility.letters import AccessibilityLetters
from roadmaps.accessibility.panels import hang
from roadmaps.accessibility.views import PACE, pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its card, and let letters be written."""
    app.register_blueprint(pages)
    app.extensions["limits"].add(PACE, by_address="5 per hour")
    AccessibilityLetters(app.extensions["outbox"]).wire(app.extensions["listeners"])
    hang(app.extensions["slots"])
