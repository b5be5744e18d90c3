"""Deciding about several suggestions from the list."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from roadmaps.desk.bulk import Decide, accepting, decide_each, declining
from roadmaps.desk.filters import DeskFilter
from roadmaps.desk.forms import reason_in, references_in
from roadmaps.desk.sources.suggestions import NAME
from roadmaps.desk.views.arranging import refused_page
from roadmaps.desk.views.blueprint import forget_desk, own_desk, pages
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change


@pages.post("/desk/acceptances")
@signed_in
def accept() -> ResponseReturnValue:
    """Accept the chosen suggestions as they stand."""
    return _decide(accepting(reason_in(request.form), actor=the_actor(), at=now()), "acceptance")


@pages.post("/desk/refusals")
@signed_in
def decline() -> ResponseReturnValue:
    """Decline the chosen suggestions, with a reason."""
    if not reason_in(request.form):
        words = {"reason": say("Say why, so that everyone can understand it.")}
        return refused_page(Invalid(say("Some of what you wrote needs another look."), words), "decision")
    return _decide(declining(reason_in(request.form), actor=the_actor(), at=now()), "refusal")


def _decide(decide: Decide, act: str) -> ResponseReturnValue:
    desk = own_desk()
    chosen = [point for point in desk.find(references_in(request.form.getlist("point"))) if point.source == NAME]
    if not chosen:
        sentence = say("No suggestion is chosen. Only suggestions can be accepted or declined from the list.")
        return refused_page(Invalid(sentence), "decision")
    told = desk.tell(chosen)
    report = decide_each(change, [(point, told[point.reference]) for point in chosen], decide, actor=the_actor())
    forget_desk()
    if report.failed:
        return render_template("desk/decided.html", report=report, act=act, chosen=DeskFilter.of(request.values)), 422
    done = len(report.done)
    flash(
        ngettext("%(num)d suggestion is accepted.", "%(num)d suggestions are accepted.", done)
        if act == "acceptance"
        else ngettext("%(num)d suggestion is declined.", "%(num)d suggestions are declined.", done),
        "good",
    )
    return redirect(url_for("desk.index", **DeskFilter.of(request.values).as_arguments), 303)
