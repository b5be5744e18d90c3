"""The doors of this room: the plan as a list, and the county at a glance."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from roadmaps.areas.doors import area_id_at
from roadmaps.freshness.pages import kept, kept_for_area
from roadmaps.plan.doors import asked_filter, plan_at, plan_to_read_at
from roadmaps.plan.figures import figures_of
from roadmaps.web.permissions import decided_by, open_to_all

pages = Blueprint("plan", __name__)


@pages.get("/areas/<slug>/activities")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def activities(slug: str) -> ResponseReturnValue:
    """The activities of one roadmap."""
    return _activities(slug)


@pages.get("/county/activities")
@open_to_all
@kept
def county_activities() -> ResponseReturnValue:
    """The activities of every roadmap that the reader may see."""
    return _activities(None)


@pages.get("/county")
@open_to_all
@kept
def county() -> ResponseReturnValue:
    """The whole county at a glance: one row an area, and the ways to what lacks something."""
    plan = plan_at(None)
    return render_template("plan/county.html", plan=plan, figures=figures_of(plan))


def _activities(slug: str | None) -> ResponseReturnValue:
    plan, chosen = plan_to_read_at(slug), asked_filter()
    return render_template("plan/activities.html", plan=plan, chosen=chosen, activities=chosen.of_plan(plan))
