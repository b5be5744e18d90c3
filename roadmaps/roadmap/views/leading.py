"""What those who lead a roadmap do with it as a whole: states, locks, period, who may read."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_at, area_id_at
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.freshness.pages import kept_for_area
from roadmaps.roadmap import rules
from roadmaps.roadmap.doors import led_roadmap_at, roadmap_around, roadmap_at
from roadmaps.roadmap.forms import LockForm, PeriodForm, PhaseForm
from roadmaps.roadmap.locks import SECTIONS, standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import block_title, phase_changes
from roadmaps.roadmap.views.blueprint import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import coordinators_only, decided_by, signed_in
from roadmaps.web.work import change, reading


@pages.route("/areas/<slug>/roadmap/begin", methods=["GET", "POST"])
@coordinators_only
def begin(slug: str) -> ResponseReturnValue:
    """Give the area a roadmap."""
    area = area_at(slug)

    def act(form: PeriodForm) -> None:
        with change() as session:
            period = form.model_dump()
            rules.begin_roadmap(session, area_at(slug, session), **period, actor=the_actor(), on=today())
        flash(_("The roadmap has begun. Here is its first page."), "good")

    return fill_in(PeriodForm, "roadmap/begin.html", act, back=url_for("roadmap.show", slug=slug), area=area)


@pages.get("/areas/<slug>/roadmap/leading")
@signed_in
def leading(slug: str) -> ResponseReturnValue:
    """What can be done with the roadmap as a whole."""
    roadmap = led_roadmap_at(slug)
    locks = standing_locks(reading(), roadmap)
    sections = [(one, locks.sections.get(one.name)) for one in SECTIONS.values()]
    return render_template("roadmap/leading.html", roadmap=roadmap, lock=locks.whole, sections=sections)


@pages.get("/areas/<slug>/roadmap/states")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def states(slug: str) -> ResponseReturnValue:
    """How the roadmap has gone from state to state, and why."""
    roadmap = roadmap_at(slug)
    return render_template("roadmap/states.html", roadmap=roadmap, changes=reading().scalars(phase_changes(roadmap)))


@pages.route("/areas/<slug>/roadmap/state", methods=["GET", "POST"])
@signed_in
def change_state(slug: str) -> ResponseReturnValue:
    """Let the roadmap go to another state."""
    roadmap = led_roadmap_at(slug)

    def act(form: PhaseForm) -> None:
        with change() as session:
            mine = roadmap_at(slug, session)
            rules.change_phase(session, mine, **form.model_dump(), actor=the_actor(), at=now())
        flash(_("The state is changed, and everyone who reads the roadmap sees why."), "good")

    start = {"phase": roadmap.phase, "since": today().isoformat()}
    back = url_for("roadmap.show", slug=slug)
    return fill_in(PhaseForm, "roadmap/state_form.html", act, back=back, start=start, roadmap=roadmap)


@pages.route("/areas/<slug>/roadmap/period", methods=["GET", "POST"])
@signed_in
def set_period(slug: str) -> ResponseReturnValue:
    """Say which years the roadmap is for."""
    roadmap = led_roadmap_at(slug)

    def act(form: PeriodForm) -> None:
        with change() as session:
            rules.set_period(session, roadmap_at(slug, session), **form.model_dump(), actor=the_actor())

    start = {"period_from": roadmap.period_from, "period_to": roadmap.period_to}
    back = url_for("roadmap.leading", slug=slug)
    return fill_in(PeriodForm, "roadmap/period_form.html", act, back=back, start=start, roadmap=roadmap)


@pages.post("/areas/<slug>/roadmap/public")
@signed_in
def show_to_all(slug: str) -> ResponseReturnValue:
    """Let readers without an account see the working version, or cease to."""
    with change() as session:
        is_public = request.form.get("is_public") == "yes"
        rules.show_working_version(session, roadmap_at(slug, session), is_public, actor=the_actor())
    flash(
        _("Everyone may read the working version now.") if is_public else _("Only the area's people read it now."),
        "good",
    )
    return redirect(url_for("roadmap.leading", slug=slug), 303)


@pages.route("/areas/<slug>/roadmap/lock", methods=["GET", "POST"])
@signed_in
def lock_roadmap(slug: str) -> ResponseReturnValue:
    """Keep the whole roadmap as it is."""
    return _lock_page(led_roadmap_at(slug), None, url_for("roadmap.show", slug=slug))


@pages.post("/areas/<slug>/roadmap/lock/lifting")
@signed_in
def unlock_roadmap(slug: str) -> ResponseReturnValue:
    """Let the roadmap be changed again."""
    with change() as session:
        rules.unlock(session, roadmap_at(slug, session), None, actor=the_actor(), at=now())
    flash(_("The lock is lifted."), "good")
    return redirect(url_for("roadmap.show", slug=slug), 303)


@pages.route("/areas/<slug>/roadmap/sections/<section>/lock", methods=["GET", "POST"])
@signed_in
def lock_section(slug: str, section: str) -> ResponseReturnValue:
    """Keep a section of the roadmap as it is."""
    if section not in SECTIONS:
        raise NotFound
    return _lock_page(led_roadmap_at(slug), None, url_for("roadmap.leading", slug=slug), section)


@pages.post("/areas/<slug>/roadmap/sections/<section>/lock/lifting")
@signed_in
def unlock_section(slug: str, section: str) -> ResponseReturnValue:
    """Let a section be changed again."""
    with change() as session:
        rules.unlock(session, roadmap_at(slug, session), None, section=section, actor=the_actor(), at=now())
    flash(_("The lock is lifted."), "good")
    return redirect(url_for("roadmap.leading", slug=slug), 303)


@pages.route("/blocks/<uuid:block_id>/lock", methods=["GET", "POST"])
@signed_in
def lock_block(block_id: UUID) -> ResponseReturnValue:
    """Keep a block as it is."""
    roadmap = led_roadmap_at(roadmap_around(block_id).area.slug)
    return _lock_page(roadmap, block_id, _at_block(roadmap, block_id))


@pages.post("/blocks/<uuid:block_id>/lock/lifting")
@signed_in
def unlock_block(block_id: UUID) -> ResponseReturnValue:
    """Let a block be changed again."""
    with change() as session:
        roadmap = roadmap_around(block_id, session)
        rules.unlock(session, roadmap, block_id, actor=the_actor(), at=now())
        back = _at_block(roadmap, block_id)
    flash(_("The lock is lifted."), "good")
    return redirect(back, 303)


def _lock_page(roadmap: Roadmap, block_id: UUID | None, back: str, section: str = "") -> ResponseReturnValue:
    def act(form: LockForm) -> None:
        with change() as session:
            mine = roadmap_at(roadmap.area.slug, session)
            rules.lock(session, mine, block_id, section=section, **form.model_dump(), actor=the_actor(), at=now())
        flash(_("It is locked, and everyone who reads it sees why."), "good")

    name = translate(SECTIONS[section].title) if section else block_title(reading(), roadmap, block_id)
    return fill_in(LockForm, "roadmap/lock_form.html", act, back=back, roadmap=roadmap, name=name, leave=back)


def _at_block(roadmap: Roadmap, block_id: UUID) -> str:
    return url_for("roadmap.show", slug=roadmap.area.slug, _anchor=f"block-{block_id}")
