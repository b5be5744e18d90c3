"""The doors of this room."""

from roadmaps.snapshots.views import checking, files, reading, templates, versions
from roadmaps.snapshots.views.blueprint import pages

__all__ = ["checking", "files", "pages", "reading", "templates", "versions"]
