"""The doors through which files of readings come in."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.indicators.importing import answers, rules
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change

pages = Blueprint("reading_imports", __name__, url_prefix="/areas/<slug>/readings/import")


@pages.route("", methods=["GET", "POST"])
@signed_in
def start(slug: str) -> ResponseReturnValue:
    """Send a file of readings, to see what it would do."""
    return answers.take_file(slug) if request.method == "POST" else answers.start_page(answers.importable_at(slug))


@pages.get("/template.<name>")
@signed_in
def template(slug: str, name: str) -> ResponseReturnValue:
    """A file with the right headings, to fill in."""
    return answers.template_file(slug, name)


@pages.get("/<uuid:import_id>")
@signed_in
def show(slug: str, import_id: UUID) -> ResponseReturnValue:
    """What a file would do."""
    return answers.preview_page(slug, import_id)


@pages.post("/<uuid:import_id>/confirmation")
@signed_in
def confirm(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Write the readings of a file, all of them or none."""
    return answers.write_file(slug, import_id)


@pages.post("/<uuid:import_id>/withdrawal")
@signed_in
def withdraw(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Forget a file that has not been confirmed."""
    with change() as session:
        roadmap = answers.importable_at(slug, session)
        rules.withdraw(session, rules.find_pending(session, roadmap, import_id, actor=the_actor(), at=now()))
    flash(_("The file is forgotten. Nothing of it was written."), "good")
    return redirect(url_for("reading_imports.start", slug=slug), 303)
