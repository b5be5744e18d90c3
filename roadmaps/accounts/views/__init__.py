"""The doors of this room."""

from roadmaps.accounts.views import addresses, entry, invitations, links, me, organisations, people, showing_again
from roadmaps.accounts.views.blueprint import pages

__all__ = ["addresses", "entry", "invitations", "links", "me", "organisations", "pages", "people", "showing_again"]
