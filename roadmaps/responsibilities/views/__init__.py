"""The doors of this room: what is shown in `showing`, what is answered in `answering`."""

from roadmaps.responsibilities.views import answering, showing
from roadmaps.responsibilities.views.blueprint import pages

__all__ = ["answering", "pages", "showing"]
