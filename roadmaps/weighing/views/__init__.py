"""The doors of this room: preparing and holding rounds in `holding`, organisations' sheets in `giving`, the room with its
phones and its screen in `dotting`, results in `results` and what is recommended in `recommending`.
"""

from roadmaps.weighing.views import dotting, giving, holding, recommending, results
from roadmaps.weighing.views.blueprint import pages

__all__ = ["dotting", "giving", "holding", "pages", "recommending", "results"]
