"""The doors of this room."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.plan.doors import asked_filter, plan_to_read_at, writable_in
from roadmaps.pyramid.choosing import Questions, advise
from roadmaps.pyramid.levels import FROM_THE_TOP, pyramid_of
from roadmaps.roadmap import rules
from roadmaps.roadmap.doors import number_in, roadmap_around
from roadmaps.roadmap.queries import find_block
from roadmaps.web.filling import ShownForm
from roadmaps.web.forms import read_form, typed_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.work import change, reading

pages = Blueprint("pyramid", __name__)


@pages.get("/areas/<slug>/pyramid")
@decided_by("roadmap.policy.may_read")
def show(slug: str) -> ResponseReturnValue:
    """The pyramid of one roadmap."""
    return _pyramid(slug)


@pages.get("/county/pyramid")
@open_to_all
def county() -> ResponseReturnValue:
    """The pyramid of all roadmaps that the reader may see."""
    return _pyramid(None)


@pages.get("/blocks/<uuid:block_id>/level")
@signed_in
def consider_level(block_id: UUID) -> ResponseReturnValue:
    """Three questions about an activity, and what the answers point at. The address holds the answers."""
    roadmap = roadmap_around(block_id)
    rules.check_editing(reading(), roadmap, [block_id], actor=the_actor())
    read = read_form(Questions, request.args) if request.args else None
    form = ShownForm(Questions, typed_in(Questions, request.args), read.errors if read else {})
    return render_template(
        "pyramid/level.html",
        roadmap=roadmap,
        block=find_block(reading(), roadmap, block_id),
        form=form,
        advice=advise(read.value) if read and read.value else None,
        is_answered=bool(read and read.value),
        levels=FROM_THE_TOP,
    )


@pages.post("/blocks/<uuid:block_id>/level")
@signed_in
def set_level(block_id: UUID) -> ResponseReturnValue:
    """Keep the level that was chosen."""
    with change() as session:
        roadmap = roadmap_around(block_id, session)
        level, based_on = request.form.get("level", ""), number_in(request.form.get("based_on"))
        rules.edit_block(session, roadmap, block_id, {"level": level}, based_on=based_on, actor=the_actor(), at=now())
        slug = roadmap.area.slug
    flash(_("Saved."), "good")
    return redirect(url_for("pyramid.show", slug=slug), 303)


def _pyramid(slug: str | None) -> ResponseReturnValue:
    plan, chosen = plan_to_read_at(slug), asked_filter()
    pyramid = pyramid_of(plan, chosen.of_plan(plan))
    return render_template(
        "pyramid/show.html",
        plan=plan,
        chosen=chosen,
        pyramid=pyramid,
        levels=FROM_THE_TOP,
        writable=writable_in(plan),
    )
