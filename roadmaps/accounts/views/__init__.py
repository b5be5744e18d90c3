"""The doors of this room."""

from roadmaps.accounts.views import entry, invitations, me, organisations, people
from roadmaps.accounts.views.blueprint import pages

__all__ = ["entry", "invitations", "me", "organisations", "pages", "people"]
