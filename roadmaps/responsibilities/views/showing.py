"""Who does what, and where that has gaps; and what process leaders do about it."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_at, led_area_at
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.plan.doors import asked_filter, plan_to_read_at, writable_in
from roadmaps.responsibilities import policy, rules
from roadmaps.responsibilities.forms import IntervalForm
from roadmaps.responsibilities.gaps import gaps_in
from roadmaps.responsibilities.matrix import matrix_of
from roadmaps.responsibilities.queries import months_between
from roadmaps.responsibilities.views.blueprint import pages
from roadmaps.roadmap.doors import roadmap_around
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>/responsibilities")
@decided_by("roadmap.policy.may_read")
def show(slug: str) -> ResponseReturnValue:
    """Who does what in one roadmap."""
    return _responsibilities(slug)


@pages.get("/county/responsibilities")
@open_to_all
def county() -> ResponseReturnValue:
    """Who does what in all roadmaps that the reader may see."""
    return _responsibilities(None)


@pages.post("/blocks/<uuid:block_id>/questions")
@signed_in
def ask_again(block_id: UUID) -> ResponseReturnValue:
    """Ask an organisation once more whether it leads."""
    slug = roadmap_around(block_id).area.slug
    try:
        with change() as session:
            rules.ask_again(session, roadmap_around(block_id, session), block_id, actor=the_actor(), at=now())
        flash(_("They are asked again, by mail to everyone who acts for the organisation."), "good")
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
    here = url_for("responsibilities.show", slug=slug)
    return redirect(safe_path(request.form.get("next", ""), here), 303)


@pages.route("/areas/<slug>/asking", methods=["GET", "POST"])
@signed_in
def interval(slug: str) -> ResponseReturnValue:
    """How often the leading organisations of an area are asked how it goes."""
    area = led_area_at(slug)

    def act(form: IntervalForm) -> None:
        with change() as session:
            rules.set_interval(session, area_at(slug, session), form.months, actor=the_actor())
        flash(_("Saved."), "good")

    start = {"months": str(months_between(reading(), area.id))}
    back = url_for("roadmap.leading", slug=slug)
    return fill_in(IntervalForm, "responsibilities/interval.html", act, back=back, start=start, area=area)


def _responsibilities(slug: str | None) -> ResponseReturnValue:
    plan, chosen = plan_to_read_at(slug), asked_filter()
    activities = chosen.of_plan(plan)
    return render_template(
        "responsibilities/show.html",
        plan=plan,
        chosen=chosen,
        activities=activities,
        matrix=matrix_of(activities),
        gaps=gaps_in(reading(), activities, [one.roadmap.id for one in plan.areas], now()),
        writable=writable_in(plan),
        led={one.area.id for one in plan.areas if policy.may_ask(actor(), one.roadmap)},
    )
