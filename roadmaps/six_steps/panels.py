"""What this room hangs in the pages of others: where an area stands, on its page and on the home page."""

from typing import Any

from flask import render_template

from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.six_steps import policy
from roadmaps.six_steps.process import standings
from roadmaps.six_steps.ring import ring_of
from roadmaps.six_steps.steps import Step
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", on_area, order=20)
    slots.hang("site.home_end", on_home)


def on_area(*, area: Area, **_context: Any) -> str:
    """Where the area stands in the six steps, for everybody; the way to begin for those who lead it."""
    laps, roadmap = standings(reading(), [area])[area.id], roadmap_of(reading(), area.id)
    may_tell = roadmap is not None and policy.may_tell(actor(), area)
    if laps[0].lap is None and not may_tell:
        return ""
    return render_template(
        "six_steps/_area.html",
        area=area,
        laps=laps,
        ring=ring_of(laps),
        may_tell=may_tell,
        may_read=roadmap is not None and roadmap_policy.may_read(actor(), roadmap),
    )


def on_home(**_context: Any) -> str:
    """Where all areas stand, once one of them has begun a lap."""
    areas = reading().scalars(running_areas()).all()
    everywhere = standings(reading(), areas)
    begun = [(area, everywhere[area.id][0]) for area in areas if everywhere[area.id][0].lap]
    return render_template("six_steps/_home.html", begun=begun, steps=list(Step)) if begun else ""
