"""The doors of this room: fetching the plan as a spreadsheet, and sending that of a roadmap back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.plan.doors import plan_at
from roadmaps.spreadsheets import answers, files
from roadmaps.spreadsheets.importing import rules
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.work import change

pages = Blueprint("spreadsheets", __name__)


@pages.get("/areas/<slug>/spreadsheet")
@decided_by("roadmap.policy.may_read")
def show(slug: str) -> ResponseReturnValue:
    """The ways to a roadmap's spreadsheet, and back."""
    return answers.start_page(plan_at(slug))


@pages.post("/areas/<slug>/spreadsheet")
@signed_in
def send(slug: str) -> ResponseReturnValue:
    """Send a spreadsheet back, to see what it would do."""
    return answers.take_file(slug)


@pages.get("/areas/<slug>/spreadsheet/all.xlsx")
@decided_by("roadmap.policy.may_read")
def file(slug: str) -> ResponseReturnValue:
    """Every sheet of a roadmap in one file."""
    return files.workbook_of(plan_at(slug))


@pages.get("/areas/<slug>/spreadsheet/<key>.csv")
@decided_by("roadmap.policy.may_read")
def sheet(slug: str, key: str) -> ResponseReturnValue:
    """One sheet of a roadmap as CSV."""
    return files.sheet_of(plan_at(slug), key)


@pages.get("/county/spreadsheet")
@open_to_all
def county() -> ResponseReturnValue:
    """The ways to the spreadsheet of the whole county."""
    return answers.start_page(plan_at(None))


@pages.get("/county/spreadsheet/all.xlsx")
@open_to_all
def county_file() -> ResponseReturnValue:
    """Every sheet of the whole county in one file."""
    return files.workbook_of(plan_at(None))


@pages.get("/county/spreadsheet/<key>.csv")
@open_to_all
def county_sheet(key: str) -> ResponseReturnValue:
    """One sheet of the whole county as CSV."""
    return files.sheet_of(plan_at(None), key)


@pages.get("/areas/<slug>/spreadsheet/imports/<uuid:spreadsheet_id>")
@signed_in
def preview(slug: str, spreadsheet_id: UUID) -> ResponseReturnValue:
    """What a spreadsheet would do."""
    return answers.preview_page(slug, spreadsheet_id)


@pages.post("/areas/<slug>/spreadsheet/imports/<uuid:spreadsheet_id>/confirmation")
@signed_in
def confirm(slug: str, spreadsheet_id: UUID) -> ResponseReturnValue:
    """Write what a spreadsheet says, all of it or nothing."""
    return answers.write_file(slug, spreadsheet_id)


@pages.post("/areas/<slug>/spreadsheet/imports/<uuid:spreadsheet_id>/withdrawal")
@signed_in
def withdraw(slug: str, spreadsheet_id: UUID) -> ResponseReturnValue:
    """Forget a spreadsheet that has not been confirmed."""
    with change() as session:
        roadmap = answers.writable_at(slug, session)
        rules.withdraw(session, rules.find_pending(session, roadmap, spreadsheet_id, actor=the_actor(), at=now()))
    flash(_("The file is forgotten. Nothing of it was written."), "good")
    return redirect(url_for("spreadsheets.show", slug=slug), 303)
