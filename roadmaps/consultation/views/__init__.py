"""The doors of this room: holding in `holding`, answering in `answering`, what is replied in `points`, and
what everyone reads of it in `compiling`.
"""

from roadmaps.consultation.views import answering, compiling, holding, points
from roadmaps.consultation.views.blueprint import pages

__all__ = ["answering", "compiling", "holding", "pages", "points"]
