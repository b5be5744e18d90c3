"""Dates of the plan for people's own calendars, by a private link that can be revoked."""

from flask import Flask

from roadmaps.calendars.drawn import DrawnCalendars
from roadmaps.calendars.files import files
from roadmaps.calendars.listeners import wire
from roadmaps.calendars.panels import hang
from roadmaps.calendars.sources import CalendarSources
from roadmaps.calendars.views import pages

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.extensions["drawn_calendars"] = DrawnCalendars()
    app.extensions["calendar_sources"] = CalendarSources()
    app.register_blueprint(pages)
    app.register_blueprint(files)
    hang(app.extensions["slots"])
