"""What this room hangs in the pages of lower rooms: the reports of an area on its page, and the way to them all."""

from typing import Any

from flask import render_template

from roadmaps.areas.models import Area
from roadmaps.follow_up import policy
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import titles_of
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading

MOST = 5


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", on_area, order=60)
    slots.hang("layout.footer", in_footer)


def on_area(*, area: Area, **_context: Any) -> str:
    """The newest reports on the area, and where those who lead it begin one."""
    mine = policy.visible_to(actor()).where(FollowUp.area_id == area.id).limit(MOST)
    reports = reading().scalars(mine).all()
    may_begin = policy.may_begin(actor(), area)
    if not reports and not may_begin:
        return ""
    titles = titles_of(reading(), reports)
    return render_template("follow_up/_area.html", area=area, reports=reports, titles=titles, may_begin=may_begin)


def in_footer(**_context: Any) -> str:
    """The way to all reports."""
    return render_template("follow_up/_footer.html")
