"""The doors of this room: the timeline of an area and of the county, and the dates of one activity."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from roadmaps.areas.doors import area_id_at
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.partial_dates import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.freshness.pages import kept_for_area
from roadmaps.plan.doors import asked_filter, plan_to_read_at
from roadmaps.revisions.changes import WriteConflict
from roadmaps.roadmap import rules
from roadmaps.roadmap.doors import number_in, roadmap_around
from roadmaps.timeline.dates import activity_in, change_dates, movable
from roadmaps.timeline.forms import DatesForm
from roadmaps.timeline.layout import draw
from roadmaps.timeline.look import GROUPING_LABELS, ZOOM_LABELS, Grouping, Look
from roadmaps.timeline.saved import SAVED, just_saved
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

pages = Blueprint("timeline", __name__)


@pages.get("/areas/<slug>/timeline")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def show(slug: str) -> ResponseReturnValue:
    """The activities of one roadmap over time."""
    return _timeline(slug, Grouping.GOAL)


@pages.get("/county/timeline")
@open_to_all
def county() -> ResponseReturnValue:
    """The activities of every roadmap that the reader may see."""
    return _timeline(None, Grouping.AREA)


@pages.route("/blocks/<uuid:block_id>/dates", methods=["GET", "POST"])
@signed_in
def dates(block_id: UUID) -> ResponseReturnValue:
    """Change when an activity takes place, and nothing else of it."""
    roadmap = roadmap_around(block_id)
    activity = activity_in(reading(), roadmap, block_id)
    rules.check_editing(reading(), roadmap, [block_id], actor=the_actor())
    usual = url_for("timeline.show", slug=roadmap.area.slug, _anchor=f"row-{block_id}")
    back = safe_path(request.values.get("back", ""), usual)
    based_on = number_in(request.form.get("based_on")) or roadmap.history.current

    def act(form: DatesForm) -> Response | None:
        return _save(block_id, form, based_on)

    return fill_in(
        DatesForm,
        "timeline/dates.html",
        act,
        back=back,
        start=activity.content,
        roadmap=roadmap,
        activity=activity,
        based_on=based_on,
        way_back=back,
    )


def _timeline(slug: str | None, usual: Grouping) -> ResponseReturnValue:
    plan, chosen = plan_to_read_at(slug), asked_filter()
    look = Look.of(request.args, usual=usual, today=today())
    activities = chosen.of_plan(plan)
    return render_template(
        "timeline/show.html",
        plan=plan,
        chosen=chosen,
        look=look,
        today=today(),
        chart=draw(activities, look, today(), known=plan.activities, goals=[goal.id for _area, goal in plan.goals]),
        movable=movable(reading(), plan, {one.id for one in activities}, actor()),
        saved=just_saved(plan),
        years=(EARLIEST_YEAR, LATEST_YEAR),
        grouping_labels=GROUPING_LABELS,
        zoom_labels=ZOOM_LABELS,
    )


def _save(block_id: UUID, form: DatesForm, based_on: int) -> Response | None:
    """Save, and let the timeline tell it; where somebody else was first, lead to the form with all that it says now."""
    try:
        with change() as session:
            told = form.model_dump() | {"based_on": based_on, "actor": the_actor(), "at": now()}
            revision = change_dates(session, roadmap_around(block_id, session), block_id, **told)
            cookie[SAVED] = [str(block_id), revision.number] if revision else None
    except WriteConflict:
        flash(
            _("Somebody else has changed these dates meanwhile, so yours were not saved. Here is what it says now."),
            "warning",
        )
        return redirect(url_for("roadmap.edit_block", block_id=block_id), 303)
    if revision is None:
        flash(_("Nothing was changed, so nothing new was saved."), "message")
    return None
