"""The doors of this room."""

from roadmaps.binder.views import freezing, showing, writing
from roadmaps.binder.views.blueprint import pages

__all__ = ["freezing", "pages", "showing", "writing"]
