"""The doors of this room."""

from roadmaps.second_steps.views import choosing, mine, setting_up, showing
from roadmaps.second_steps.views.blueprint import pages

__all__ = ["choosing", "mine", "pages", "setting_up", "showing"]
