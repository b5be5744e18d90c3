"""What this room hangs in other pages: what was answered last in an area, and what waits for one's own answer."""

from typing import Any

from flask import render_template

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import today
from roadmaps.pulse.pages import words_of_scale
from roadmaps.pulse.queries import closed_pulses, waiting_for
from roadmaps.pulse.results import results_of
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", on_area, order=40)
    slots.hang("accounts.me", mine, order=-4)


def on_area(*, area: Area, **_context: Any) -> str:
    """On an area's page: the newest result, where so many have answered that it can be told."""
    pulses = reading().scalars(closed_pulses(area.id)).all()
    result = results_of(reading(), pulses[-1:])[0] if pulses else None
    if result is None or not result.is_shown:
        return ""
    return render_template("pulse/_area.html", result=result, area=area, **words_of_scale())


def mine(**_context: Any) -> str:
    """On one's own page: the pulses that one's organisations have not answered."""
    person = actor()
    found = waiting_for(reading(), [key for key, _name in person.organisations]) if person else []
    return render_template("pulse/_mine.html", waiting=found, today=today()) if found else ""
