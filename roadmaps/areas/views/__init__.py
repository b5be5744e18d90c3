"""The doors of this room."""

from roadmaps.areas.views import areas, people
from roadmaps.areas.views.blueprint import pages

__all__ = ["areas", "pages", "people"]
