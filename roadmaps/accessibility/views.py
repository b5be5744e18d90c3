"""The doors of this room."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accessibility import rules
from roadmaps.accessibility.forms import AnswerForm, FaultForm, ReportForm, StatementForm
from roadmaps.accessibility.queries import (
    find_fault,
    find_report,
    mended_faults,
    reports,
    standing_faults,
    statements,
)
from roadmaps.accessibility.security_txt import security_txt
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.doors import uuid_in
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import coordinators_only, open_to_all
from roadmaps.web.work import change, reading

pages = Blueprint("accessibility", __name__)
PACE = "report a fault"
SHOWN_REPORTS = 200


@pages.get("/accessibility")
@open_to_all
def show() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template(
        "accessibility/show.html",
        statement=reading().scalars(statements()).first(),
        faults=reading().scalars(standing_faults()).all(),
    )


@pages.route("/accessibility/reports/new", methods=["GET", "POST"])
@open_to_all
def report() -> ResponseReturnValue:
    """Report a fault; no account is asked for."""
    start = {"place": request.args.get("page", "")[:500]}
    return fill_in(ReportForm, "accessibility/report.html", _report, back=url_for("accessibility.show"), start=start)


@pages.get("/administration/accessibility")
@coordinators_only
def manage() -> ResponseReturnValue:
    """The statement, the faults and what people have reported, to those who see to it."""
    return render_template(
        "accessibility/manage.html",
        statement=reading().scalars(statements()).first(),
        faults=reading().scalars(standing_faults()).all(),
        mended=reading().scalars(mended_faults()).all(),
        reports=reading().scalars(reports().limit(SHOWN_REPORTS)).all(),
    )


@pages.route("/administration/accessibility/statement", methods=["GET", "POST"])
@coordinators_only
def write() -> ResponseReturnValue:
    """Write the statement anew."""
    last = reading().scalars(statements()).first()
    names = list(StatementForm.model_fields)
    start = {name: getattr(last, name) for name in names} if last else {"assessed_on": today()}

    def act(form: StatementForm) -> None:
        with change() as session:
            facts = {**form.model_dump(), "email": form.email or ""}
            rules.write_statement(session, **facts, actor=the_actor(), at=now())
        flash(_("The statement says so from now on."), "good")

    return fill_in(
        StatementForm, "accessibility/write.html", act, back=url_for("accessibility.manage"), start=_typed(start)
    )


@pages.route("/administration/accessibility/faults/new", methods=["GET", "POST"])
@coordinators_only
def add_fault() -> ResponseReturnValue:
    """Put a fault among those that are known, perhaps because somebody has reported it."""
    report_id = uuid_in(request.args.get("report"))
    found = find_report(reading(), report_id) if report_id else None

    def act(form: FaultForm) -> None:
        with change() as session:
            told_by = find_report(session, report_id) if report_id else None
            rules.tell_fault(session, **form.model_dump(), report=told_by, actor=the_actor(), at=now())
        flash(_("The fault stands in the statement."), "good")

    start = {"since_on": today().isoformat(), "words": found.words[:2_000] if found else ""}
    back = url_for("accessibility.manage")
    return fill_in(FaultForm, "accessibility/fault.html", act, back=back, start=start, fault=None)


@pages.route("/administration/accessibility/faults/<uuid:fault_id>", methods=["GET", "POST"])
@coordinators_only
def correct_fault(fault_id: UUID) -> ResponseReturnValue:
    """Say a known fault in better words, or move its day."""
    fault = find_fault(reading(), fault_id)
    if fault.mended_at is not None:
        raise NotFound

    def act(form: FaultForm) -> None:
        with change() as session:
            rules.correct_fault(
                session, find_fault(session, fault_id), **form.model_dump(), actor=the_actor(), at=now()
            )
        flash(_("The fault stands in the statement."), "good")

    start = _typed({name: getattr(fault, name) for name in FaultForm.model_fields})
    back = url_for("accessibility.manage")
    return fill_in(FaultForm, "accessibility/fault.html", act, back=back, start=start, fault=fault)


@pages.post("/administration/accessibility/faults/<uuid:fault_id>/mending")
@coordinators_only
def mend(fault_id: UUID) -> ResponseReturnValue:
    """Say that a fault has been mended."""
    with change() as session:
        rules.mend_fault(session, find_fault(session, fault_id), actor=the_actor(), at=now())
    flash(_("Mended. It stands in the statement no more."), "good")
    return redirect(url_for("accessibility.manage"), 303)


@pages.route("/administration/accessibility/reports/<uuid:report_id>", methods=["GET", "POST"])
@coordinators_only
def answer(report_id: UUID) -> ResponseReturnValue:
    """Read what somebody has reported, and answer."""
    found = find_report(reading(), report_id)

    def act(form: AnswerForm) -> None:
        with change() as session:
            rules.answer_report(session, report_id, answer=form.answer, actor=the_actor(), at=now())
        flash(_("Answered."), "good")

    back = url_for("accessibility.manage")
    return fill_in(AnswerForm, "accessibility/answer.html", act, back=back, report=found)


@pages.get("/.well-known/security.txt")
@open_to_all
def security() -> ResponseReturnValue:
    """Where to turn with a weakness of the site, where the operator has said it."""
    settings = current_app.extensions["settings"]
    if not settings.security_contacts:
        raise NotFound
    address = f"{settings.base_url}/.well-known/security.txt"
    text = security_txt(settings.security_contacts, address=address, on=today())
    return Response(text, content_type="text/plain; charset=utf-8")


def _report(form: ReportForm) -> None:
    if actor() is None:
        keep_pace(PACE)
    with change() as session:
        facts = {**form.model_dump(), "email": form.email or ""}
        rules.report_fault(session, **facts, language=locale(), at=now())
    flash(_("Thank you. It has reached those who see to the site."), "good")


def _typed(start: dict[str, Any]) -> dict[str, Any]:
    """Stored values as forms show them."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in start.items()}
