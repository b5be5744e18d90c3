"""The doors of this room: reading calls, writing them, answering them, bringing them in, and assessing applications."""

from roadmaps.calls.views import answering, assessing, importing, judging, reading, writing
from roadmaps.calls.views.blueprint import pages

__all__ = ["answering", "assessing", "importing", "judging", "pages", "reading", "writing"]
