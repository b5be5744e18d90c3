"""The doors of the register: the conflicts around one area, and those of the whole county."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from roadmaps.conflicts.filters import ConflictFilter, offers_in
from roadmaps.conflicts.queries import conflicts_around, conflicts_visible_to
from roadmaps.conflicts.rows import RegisteredConflict, by_urgency
from roadmaps.foundation.clock import today
from roadmaps.plan.doors import plan_at, writable_in
from roadmaps.plan.rows import Plan
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import reading

pages = Blueprint("conflicts", __name__)


@pages.get("/areas/<slug>/conflicts")
@decided_by("roadmap.policy.may_read")
def show(slug: str) -> ResponseReturnValue:
    """The conflicts of one roadmap, and those of others that name its goals."""
    plan = plan_at(slug)
    return _register(plan, conflicts_around(reading(), plan.areas[0].roadmap, actor()))


@pages.get("/county/conflicts")
@open_to_all
def county() -> ResponseReturnValue:
    """The conflicts of every roadmap that the reader may see."""
    return _register(plan_at(None), conflicts_visible_to(reading(), actor()))


def _register(plan: Plan, conflicts: list[RegisteredConflict]) -> ResponseReturnValue:
    chosen, writable = ConflictFilter.of(request.args), writable_in(plan)
    return render_template(
        "conflicts/register.html",
        plan=plan,
        everything=conflicts,
        conflicts=by_urgency(chosen.of_register(conflicts, today()), today()),
        chosen=chosen,
        offers=offers_in(conflicts, chosen, today(), locale()),
        writable=[one.area for one in plan.areas if one.area.id in writable],
        as_table=request.args.get("view") == "table",
        today=today(),
    )
