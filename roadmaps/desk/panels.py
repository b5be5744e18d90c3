"""What the desk hangs in other pages: in the menu, how much waits."""

from typing import Any

from flask import render_template

from roadmaps.desk import policy
from roadmaps.desk.views import count_on_desk
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("layout.nav", nav, order=-10)


def nav(**_context: Any) -> str:
    """The way to the desk, with how much waits; for those who have one."""
    return render_template("desk/_nav.html", count=count_on_desk()) if policy.may_have_desk(actor()) else ""
