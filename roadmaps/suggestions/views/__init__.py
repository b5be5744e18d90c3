"""The doors of this room: what is written in `proposing`, read in `showing`, decided in `deciding`."""

from roadmaps.suggestions.views import deciding, proposing, showing
from roadmaps.suggestions.views.blueprint import pages

__all__ = ["deciding", "pages", "proposing", "showing"]
