"""The doors of this room."""

from roadmaps.public_records.views import deciding, preparing, showing
from roadmaps.public_records.views.blueprint import pages

__all__ = ["deciding", "pages", "preparing", "showing"]
