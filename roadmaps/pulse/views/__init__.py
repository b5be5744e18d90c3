"""The doors of this room: holding a pulse in `holding`, answering it in `answering`."""

from roadmaps.pulse.views import answering, holding
from roadmaps.pulse.views.blueprint import pages

__all__ = ["answering", "holding", "pages"]
