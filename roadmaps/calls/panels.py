"""What this room hangs in lower pages: the calls that fit an activity, those an area can apply for, what organisations want."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.calls.matching import calls_by_activity
from roadmaps.calls.queries import calls_ahead, helix_by_organisation, interests_of
from roadmaps.calls.rows import listed
from roadmaps.calls.words import CallState
from roadmaps.foundation.clock import today
from roadmaps.plan.figures import lacks_money
from roadmaps.plan.queries import plan_of
from roadmaps.plan.rows import AreaPlan
from roadmaps.revisions.states import State
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading

MOST_AT_A_BLOCK = 3


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang_map("roadmap.blocks", at_activities, order=30)
    slots.hang("areas.page", on_area, order=20)
    slots.hang("accounts.organisation", of_organisation, order=30)
    slots.hang("county.questions", question)


def at_activities(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """Under each activity that lacks money the calls that it fits, as far as one can still apply."""
    lacking = [one for one in AreaPlan(roadmap, state, {}).activities if lacks_money(one)]
    if not lacking:
        return {}
    calls = reading().scalars(calls_ahead(today(), roadmap.area)).all()
    if not calls:
        return {}
    found = calls_by_activity(calls, lacking, helix_by_organisation(reading()))
    part = get_template_attribute("calls/_block.html", "calls_that_fit")
    return {
        block_id: part(fitting[:MOST_AT_A_BLOCK], len(fitting), roadmap.area.slug, today())
        for block_id, fitting in found.items()
    }


def on_area(*, area: Area, **_context: Any) -> str:
    """The calls that are open for the area, and how many of its activities they fit, for those who may read these."""
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None or not roadmap_policy.may_read(actor(), roadmap):
        return ""
    calls = reading().scalars(calls_ahead(today(), area)).all()
    if not calls:
        return ""
    by_state = {one.state: one.rows for one in listed(reading(), calls, plan_of(reading(), roadmap), today())}
    rows = by_state.get(CallState.OPEN, ())
    coming = len(by_state.get(CallState.COMING, ()))
    return render_template("calls/_area.html", area=area, rows=rows[:MOST_AT_A_BLOCK], count=len(rows), coming=coming)


def of_organisation(*, organisation: Organisation, **_context: Any) -> str:
    """With which calls the organisation wants something."""
    wanted = [row for row in reading().execute(interests_of(organisation.id)) if row[1].state_on(today()).is_ahead]
    return render_template("calls/_organisation.html", organisation=organisation, wanted=wanted) if wanted else ""


def question(**_context: Any) -> str:
    """What the county may want to ask."""
    return render_template("calls/_question.html")
