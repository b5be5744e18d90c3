"""What moderation hangs in the pages of lower rooms: the way to what is new, with how much of it there is, and to the log."""

from typing import Any

from flask import render_template
from sqlalchemy import select

from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.foundation.clock import now
from roadmaps.moderation import policy
from roadmaps.moderation.news import count_new
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", area, order=10)
    slots.hang("layout.nav", nav)


def area(*, area: Area, **_context: Any) -> str:
    """To the log for those who may read it, and to what is new for those who lead."""
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None or not policy.may_read_log(actor(), roadmap):
        return ""
    person = actor()
    may_see = person is not None and policy.may_see_news(person, roadmap)
    count = count_new(reading(), roadmap, person.person_id, now()) if person and may_see else None
    return render_template("moderation/_area.html", area=area, count=count)


def nav(**_context: Any) -> str:
    """For those who lead an area. Coordinators, who may look into all of them, go by the areas' own pages."""
    person = actor()
    if person is None or not any(leads(person, area_id) for area_id in person.roles):
        return ""
    led = [area_id for area_id in person.roles if leads(person, area_id)]
    roadmaps = reading().scalars(select(Roadmap).where(Roadmap.area_id.in_(led))).unique().all()
    ordered = sorted(roadmaps, key=lambda roadmap: roadmap.area.position)
    counted = [(roadmap.area, count_new(reading(), roadmap, person.person_id, now())) for roadmap in ordered]
    return render_template("moderation/_nav.html", led=counted)
