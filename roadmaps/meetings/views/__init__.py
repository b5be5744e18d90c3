"""The doors of this room: planning in `planning`, asking and answering in `inviting`, what is written down at a meeting
and about it in `holding`, and what was said and what became of it in `inputs`.
"""

from roadmaps.meetings.views import holding, inputs, inviting, planning
from roadmaps.meetings.views.blueprint import pages

__all__ = ["holding", "inputs", "inviting", "pages", "planning"]
