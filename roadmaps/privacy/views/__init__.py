"""The doors of this room."""

from roadmaps.privacy.views import erasures, looking_after, own, public, requests
from roadmaps.privacy.views.blueprint import pages

__all__ = ["erasures", "looking_after", "own", "pages", "public", "requests"]
