"""Reading: the calls for an area or for all, and one call with what fits it and who wants something with it."""

from collections.abc import Sequence
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from roadmaps.areas.doors import area_at
from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.calls import policy
from roadmaps.calls.filters import CallFilter, offers_in
from roadmaps.calls.models import Call
from roadmaps.calls.page import page_of
from roadmaps.calls.queries import assessments, calls_for, readable
from roadmaps.calls.rows import listed
from roadmaps.calls.views.blueprint import call_at, frame_of, led_areas, pages
from roadmaps.foundation.clock import today
from roadmaps.plan.doors import plan_at
from roadmaps.plan.rows import Plan
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import reading


@pages.get("/areas/<slug>/calls")
@decided_by("roadmap.policy.may_read")
def index(slug: str) -> ResponseReturnValue:
    """The calls that the area can apply for, those for all areas among them."""
    return _list(plan_at(slug))


@pages.get("/county/calls")
@open_to_all
def county() -> ResponseReturnValue:
    """Every call."""
    return _list(plan_at(None))


@pages.get("/calls/<uuid:call_id>")
@open_to_all
def show(call_id: UUID) -> ResponseReturnValue:
    """One call: what it says, which activities fit and why, and who wants something with it."""
    call = call_at(call_id)
    page = page_of(reading(), call, viewer=actor(), on=today())
    return render_template("calls/show.html", call=call, page=page, **frame_of(_areas_to_show(call)))


@pages.get("/areas/<slug>/assessments")
@decided_by("calls.policy.may_read_assessment")
def sheets(slug: str) -> ResponseReturnValue:
    """The sheets on applications, by the roadmap of the area."""
    plan = plan_at(area_at(slug).slug)
    roadmap = plan.areas[0].roadmap
    found = reading().scalars(assessments(roadmap=roadmap)).unique().all()
    return render_template(
        "calls/sheets.html",
        area=plan.area,
        roadmap=roadmap,
        sheets=readable(found, actor()),
        may_assess=policy.may_assess(actor(), roadmap),
    )


def _areas_to_show(call: Call) -> Sequence[Area]:
    """The area from which the reader comes, if the call is for it; otherwise those of the call."""
    slug = request.args.get("area")
    named = reading().scalars(running_areas().where(Area.slug == slug)).all() if slug else []
    return named if named and (not call.areas or named[0] in call.areas) else call.areas


def _list(plan: Plan) -> ResponseReturnValue:
    chosen = CallFilter.of(request.args)
    calls = reading().scalars(calls_for(plan.area)).all()
    rows = listed(reading(), chosen.of_calls(calls, today()), plan, today())
    return render_template(
        "calls/index.html",
        area=plan.area,
        roadmap=plan.areas[0].roadmap if plan.area else None,
        listed=rows,
        is_empty=not calls,
        chosen=chosen,
        offers=offers_in(calls, chosen, today(), locale(), is_county=plan.area is None),
        may_add=policy.may_write_for(actor(), [plan.area]) if plan.area else policy.may_add_calls(actor()),
        led=led_areas(),
        can_assess=bool(plan.area and policy.may_assess(actor(), plan.areas[0].roadmap)),
    )
