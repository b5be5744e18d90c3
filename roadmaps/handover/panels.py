"""What handover hangs in other pages: the way to it, and a warning to those who can act where nobody leads an area."""

from typing import Any

from flask import render_template

from roadmaps.areas import policy
from roadmaps.areas.models import Area
from roadmaps.areas.queries import areas_without_leader, succession_in
from roadmaps.foundation.clock import today
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", on_area, order=-55)
    slots.hang("roadmap.leading", on_leading)


def on_area(*, area: Area, **_context: Any) -> str:
    """To whoever is to take over, and to those who can see to it that somebody does."""
    person = actor()
    if person is None or area.is_archived:
        return ""
    named = reading().scalar(succession_in(area.id, today()))
    is_vacant = reading().scalar(areas_without_leader(today()).where(Area.id == area.id)) is not None
    successor_id = named.person_id if named else None
    may_take_over = policy.may_take_over(person, area, successor_id=successor_id, is_vacant=is_vacant)
    may_name = is_vacant and policy.may_name_successor(person, area)
    if not may_take_over and not may_name:
        return ""
    return render_template("handover/_area.html", area=area, may_take_over=may_take_over, is_vacant=is_vacant)


def on_leading(*, roadmap: Roadmap, **_context: Any) -> str:
    """The way for those who lead."""
    return render_template("handover/_leading.html", area=roadmap.area)
