"""What accounts hangs in the frame of every page: the coordinators' way to the administration."""

from flask import render_template

from roadmaps.accounts.policy import may_administer
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("layout.nav", way_to_administration, order=90)


def way_to_administration() -> str:
    """The link in the main menu, for those who may follow it."""
    return render_template("accounts/_nav.html") if may_administer(actor()) else ""
