"""The doors of this room: reading and beginning reports, writing in a draft, and taking one home."""

from roadmaps.follow_up.views import files, reports, writing
from roadmaps.follow_up.views.blueprint import pages

__all__ = ["files", "pages", "reports", "writing"]
