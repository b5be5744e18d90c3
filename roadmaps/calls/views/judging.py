"""What those who lead an area do with a sheet: judge, finish it, or lay it aside."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.calls.assessing.kinds import Judgement
from roadmaps.calls.forms import WithdrawalForm
from roadmaps.calls.rules import assessing
from roadmaps.calls.rules.assessing import judgement_of
from roadmaps.calls.views.blueprint import pages
from roadmaps.calls.views.sheets import draft_at, sheet_at
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.saving import based_on, save_form
from roadmaps.web.work import change, reading


@pages.route("/assessments/<uuid:sheet_id>/judgement", methods=["GET", "POST"])
@signed_in
def judge(sheet_id: UUID) -> ResponseReturnValue:
    """Write what the application is worth to the roadmap, and why."""
    sheet = draft_at(sheet_id)
    context = {"sheet": sheet, "call": sheet.call, "area": sheet.roadmap.area, "roadmap": sheet.roadmap}
    if request.method == "GET":
        form = ShownForm(Judgement, judgement_of(reading(), sheet).content, {})
        number = sheet.history.current
        return render_template("calls/judge.html", form=form, based_on=number, brings_back=False, **context)

    def act(facts: Mapping[str, Any], began_from: int, _brings_back: bool) -> None:
        with change() as session:
            mine = sheet_at(sheet_id, session)
            assessing.judge(session, mine, facts, based_on=began_from, actor=the_actor(), at=now())
        flash(_("Saved."), "good")

    return save_form(Judgement, "calls/judge.html", act, back=url_for("calls.sheet", sheet_id=sheet_id), **context)


@pages.post("/assessments/<uuid:sheet_id>/completion")
@signed_in
def finish(sheet_id: UUID) -> ResponseReturnValue:
    """Finish the sheet: nobody changes it from then on."""
    try:
        with change() as session:
            assessing.finish(session, sheet_at(sheet_id, session), based_on=based_on(), actor=the_actor(), at=now())
        flash(_("The sheet is finished. Take it home below, to send to whoever decides on the money."), "good")
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
    return redirect(url_for("calls.sheet", sheet_id=sheet_id), 303)


@pages.route("/assessments/<uuid:sheet_id>/withdrawal", methods=["GET", "POST"])
@signed_in
def lay_aside(sheet_id: UUID) -> ResponseReturnValue:
    """Go no further with a draft, saying why."""
    sheet = draft_at(sheet_id)

    def act(form: WithdrawalForm) -> None:
        with change() as session:
            assessing.lay_aside(session, sheet_at(sheet_id, session), words=form.words, actor=the_actor(), at=now())
        flash(_("The sheet is laid aside. It stays in the list."), "good")

    back = url_for("calls.sheet", sheet_id=sheet_id)
    context: dict[str, Any] = {"sheet": sheet, "area": sheet.roadmap.area, "roadmap": sheet.roadmap}
    return fill_in(WithdrawalForm, "calls/lay_aside.html", act, back=back, **context)
