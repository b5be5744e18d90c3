"""The doors of this room."""

from roadmaps.neighbours.views import comparing, following, mirroring, reading, sharing, tying
from roadmaps.neighbours.views.blueprint import pages

__all__ = ["comparing", "following", "mirroring", "pages", "reading", "sharing", "tying"]
