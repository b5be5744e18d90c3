"""Sheets on applications: begun, read, drawn anew, and taken home."""

import re
from uuid import UUID

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import organisations
from roadmaps.calls import policy
from roadmaps.calls.assessing.gathered import Gathered
from roadmaps.calls.assessing.paper import paper_of
from roadmaps.calls.forms import ApplicationForm
from roadmaps.calls.matching import fits_in
from roadmaps.calls.models import Assessment, Call
from roadmaps.calls.queries import helix_by_organisation
from roadmaps.calls.rules import assessing
from roadmaps.calls.rules.assessing import Application, judgement_of
from roadmaps.calls.views.blueprint import address_of, call_at, pages
from roadmaps.calls.views.sheets import sheet_at
from roadmaps.files.doors import store
from roadmaps.files.shown import pictures_in
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.plan.queries import plan_of
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.queries import template_in_use
from roadmaps.web.downloads import as_download
from roadmaps.web.filling import fill_in
from roadmaps.web.forms import Choice
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale, translate
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading


@pages.route("/calls/<uuid:call_id>/assessments/new", methods=["GET", "POST"])
@signed_in
def new_sheet(call_id: UUID) -> ResponseReturnValue:
    """Begin a sheet on an application to the call, by the roadmap of the area that the address names."""
    call, slug = call_at(call_id), request.args.get("area", "")
    roadmap = roadmap_at(slug)
    if not policy.may_assess(actor(), roadmap):
        raise NotAllowed(say("Applications are assessed by those who lead the area."))

    def act(form: ApplicationForm) -> Response:
        application = Application(**form.model_dump())
        with change() as session:
            mine, by = call_at(call_id, session), roadmap_at(slug, session)
            words, site = words_in(locale()), str(current_app.config["BASE_URL"])
            sheet = assessing.begin(session, mine, by, application, words=words, site=site, actor=the_actor(), at=now())
        flash(_("The sheet is drawn from the roadmap. What it is worth is yours to say."), "good")
        return redirect(url_for("calls.sheet", sheet_id=sheet.id), 303)  # type: ignore[return-value]

    start = {"on_day": today().isoformat(), "activities": request.args.getlist("activity")}
    choices = {"activities": _activities(call, roadmap), "applicant_id": _organisations()}
    context = {"call": call, "area": roadmap.area, "roadmap": roadmap, "here": url_for("calls.index", slug=slug)}
    return fill_in(
        ApplicationForm, "calls/new_sheet.html", act, back=address_of(call), start=start, choices=choices, **context
    )


@pages.get("/assessments/<uuid:sheet_id>")
@decided_by("calls.policy.may_read_assessment")
def sheet(sheet_id: UUID) -> ResponseReturnValue:
    """A sheet on an application."""
    found = sheet_at(sheet_id)
    return render_template(
        "calls/sheet.html",
        sheet=found,
        call=found.call,
        told=Gathered.kept_in(found.gathered),
        judged=judgement_of(reading(), found),
        number=found.finished_number or found.history.current,
        may_write=policy.may_write_assessment(actor(), found),
        formats=PAPER_FORMATS,
        area=found.roadmap.area,
        roadmap=found.roadmap,
    )


@pages.post("/assessments/<uuid:sheet_id>/gathering")
@signed_in
def gather_sheet(sheet_id: UUID) -> ResponseReturnValue:
    """Take in what the roadmap of that day and the call say by now."""
    with change() as session:
        mine = sheet_at(sheet_id, session)
        words, site = words_in(mine.language), str(current_app.config["BASE_URL"])
        assessing.draw_anew(session, mine, words=words, site=site, actor=the_actor(), at=now())
    flash(_("The sheet is drawn anew. The judgement stands as it was."), "good")
    return redirect(url_for("calls.sheet", sheet_id=sheet_id), 303)


@pages.get("/assessments/<uuid:sheet_id>/files/<name>")
@decided_by("calls.policy.may_read_assessment")
def sheet_file(sheet_id: UUID, name: str) -> ResponseReturnValue:
    """The sheet in one of the formats, in the language that it was drawn in."""
    if name not in PAPER_FORMATS:
        raise NotFound
    found, chosen, template = sheet_at(sheet_id), PAPER_FORMATS[name], template_in_use(reading())
    words, judged, site = words_in(found.language), judgement_of(reading(), found), str(current_app.config["BASE_URL"])
    pictures = pictures_in(reading(), store(), judged.html.values(), viewer=actor(), site=site)
    paper = paper_of(found, Gathered.kept_in(found.gathered), judged, words, site=site, pictures=pictures)
    content = chosen.write(paper, words, template.content if template else None)
    return as_download(content, f"{_file_name(found)}.{chosen.extension}", chosen.media_type)


def _activities(call: Call, roadmap: Roadmap) -> list[Choice]:
    """Those that fit the call first, then every other."""
    plan = plan_of(reading(), roadmap)
    fits = [one.activity for one in fits_in(call, plan, helix_by_organisation(reading())).all_that_fit]
    fitting = {one.id for one in fits}
    first, then = translate(say("Fit the call")), translate(say("Other activities"))
    others = [one for one in plan.activities if one.id not in fitting]
    return [(str(one.id), one.title, name) for name, those in ((first, fits), (then, others)) for one in those]


def _organisations() -> list[Choice]:
    return [(str(one.id), one.name) for one in reading().scalars(organisations())]


def _file_name(found: Assessment) -> str:
    """A name that every file system takes."""
    slug = re.sub(r"[^a-z0-9]+", "-", found.roadmap.area.slug.lower()).strip("-")
    return f"fardplan-assessment-{slug}-{found.on_day}-{found.id.hex[-6:]}"
