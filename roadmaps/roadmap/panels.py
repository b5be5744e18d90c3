"""What this room hangs in the pages of lower rooms: the state of the work on an area's page."""

from typing import Any

from flask import render_template

from roadmaps.areas.models import Area
from roadmaps.roadmap import policy
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", on_area, order=-10)


def on_area(*, area: Area, **_context: Any) -> str:
    """What state the area's roadmap is in, why, what happens next, and the way to it."""
    roadmap = roadmap_of(reading(), area.id)
    return render_template(
        "roadmap/_area.html",
        area=area,
        roadmap=roadmap,
        may_read=roadmap is not None and policy.may_read(actor(), roadmap),
    )
