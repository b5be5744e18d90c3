"""The doors of this room."""

from roadmaps.roadmap.views import blocks, document, history, leading, new_blocks, places
from roadmaps.roadmap.views.blueprint import pages

__all__ = ["blocks", "document", "history", "leading", "new_blocks", "pages", "places"]
