"""The doors of this room."""

from roadmaps.snapshots.views import versions
from roadmaps.snapshots.views.blueprint import pages

__all__ = ["pages", "versions"]
