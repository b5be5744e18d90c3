"""The doors of this room."""

from roadmaps.snapshots.views import checking, comparing, files, reading, templates, versions
from roadmaps.snapshots.views.blueprint import pages

__all__ = ["checking", "comparing", "files", "pages", "reading", "templates", "versions"]
