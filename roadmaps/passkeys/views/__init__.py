"""The doors of this room."""

from roadmaps.passkeys.views import keeping, showing
from roadmaps.passkeys.views.blueprint import pages

__all__ = ["keeping", "pages", "showing"]
