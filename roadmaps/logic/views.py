"""The doors of this room: the line to 2050, the coverage of the county, the chains of a roadmap, and its loose ends."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.logic import policy
from roadmaps.logic.chains import logic_of
from roadmaps.logic.coverage import by_element, by_goal
from roadmaps.logic.line import line_of
from roadmaps.logic.loose_ends import loose_ends_of
from roadmaps.logic.ties import Ties
from roadmaps.plan.doors import plan_at, writable_in
from roadmaps.roadmap.doors import uuid_in
from roadmaps.strategy.queries import elements
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.work import reading

pages = Blueprint("logic", __name__)


@pages.get("/areas/<slug>/line")
@decided_by("roadmap.policy.may_read")
def line(slug: str) -> ResponseReturnValue:
    """From the county of 2050 to what one area does this year, or the other way round."""
    return _line(slug)


@pages.get("/county/line")
@open_to_all
def county_line() -> ResponseReturnValue:
    """The same for all roadmaps that the reader may see."""
    return _line(None)


@pages.get("/areas/<slug>/coverage")
@decided_by("roadmap.policy.may_read")
def coverage(slug: str) -> ResponseReturnValue:
    """Which goals have activities in which municipality."""
    return _coverage(slug)


@pages.get("/county/coverage")
@open_to_all
def county_coverage() -> ResponseReturnValue:
    """The same for all roadmaps that the reader may see."""
    return _coverage(None)


@pages.get("/areas/<slug>/logic")
@decided_by("roadmap.policy.may_read")
def chains(slug: str) -> ResponseReturnValue:
    """Goal by goal: which need it answers, what is done, what there is afterwards, what comes of it."""
    plan = plan_at(slug)
    logic = logic_of(Ties(plan.areas[0]))
    return render_template("logic/chains.html", plan=plan, logic=logic, writable=writable_in(plan))


@pages.get("/areas/<slug>/loose-ends")
@decided_by("logic.policy.may_see_loose_ends")
def loose_ends(slug: str) -> ResponseReturnValue:
    """What hangs loose in one roadmap, each with the way to tie it."""
    plan = plan_at(slug)
    if not policy.may_see_loose_ends(actor(), plan.areas[0].roadmap):
        raise NotAllowed(say("This list is for those who work with the roadmap."))
    found = loose_ends_of(plan.areas[0], has_strategy=bool(elements(reading())))
    return render_template("logic/loose_ends.html", plan=plan, found=found, writable=writable_in(plan))


@pages.get("/county/loose-ends")
@signed_in
def county_loose_ends() -> ResponseReturnValue:
    """How much hangs loose in each roadmap that the person works with."""
    plan, has_strategy = plan_at(None), bool(elements(reading()))
    mine = [one for one in plan.areas if policy.may_see_loose_ends(actor(), one.roadmap)]
    found = [loose_ends_of(one, has_strategy=has_strategy) for one in mine]
    return render_template("logic/county_loose_ends.html", plan=plan, found=found)


def _line(slug: str | None) -> ResponseReturnValue:
    plan, year = plan_at(slug), today().year
    return render_template(
        "logic/line.html",
        plan=plan,
        line=line_of(plan, elements(reading()), year),
        year=year,
        is_turned=request.args.get("from") == "now",
        writable=writable_in(plan),
    )


def _coverage(slug: str | None) -> ResponseReturnValue:
    plan, parts = plan_at(slug), elements(reading())
    wanted = uuid_in(request.args.get("serves"))
    serving = next((one for one in parts if one.id == wanted), None)
    by_strategy = request.args.get("rows") == "strategy" and serving is None
    matrix = by_element(plan, parts) if by_strategy else by_goal(plan, serving=serving, elements=parts)
    return render_template(
        "logic/coverage.html", plan=plan, matrix=matrix, by_strategy=by_strategy, serving=serving, parts=parts
    )
