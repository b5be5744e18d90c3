"""The doors of this room: what is shown in `showing`, who takes care of what in `arranging`, what is decided in `deciding`."""

from roadmaps.desk.views import arranging, deciding, showing
from roadmaps.desk.views.blueprint import count_on_desk, pages

__all__ = ["arranging", "count_on_desk", "deciding", "pages", "showing"]
