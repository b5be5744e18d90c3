"""The doors of this room: sending a file, choosing what becomes of its parts, and confirming it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.bringing_in import answers, rules
from roadmaps.foundation.clock import now
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change

MOST_BYTES_SENT = 26_000_000
pages = Blueprint("bringing_in", __name__, url_prefix="/areas/<slug>/bring-in")


@pages.url_value_preprocessor
def take_more(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Word files with pictures are larger than anything else that is sent; the form is read before any door opens."""
    if endpoint == "bringing_in.start":
        request.max_content_length = MOST_BYTES_SENT


@pages.route("", methods=["GET", "POST"])
@signed_in
def start(slug: str) -> ResponseReturnValue:
    """Send a file, to see what becomes of it."""
    return answers.take_file(slug) if request.method == "POST" else answers.start_page(slug)


@pages.get("/<uuid:paper_id>")
@signed_in
def show(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """What would become of the file."""
    return answers.preview_page(slug, paper_id)


@pages.post("/<uuid:paper_id>/choices")
@signed_in
def choose(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """Keep the choices, and show what becomes of them."""
    answers.keep_choices(slug, paper_id)
    summary = request.form.get("summary") or None
    return redirect(url_for("bringing_in.show", slug=slug, paper_id=paper_id, summary=summary), 303)


@pages.post("/<uuid:paper_id>/confirmation")
@signed_in
def confirm(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """Write what the choices make of the file, all of it or nothing."""
    return answers.write_file(slug, paper_id)


@pages.post("/<uuid:paper_id>/withdrawal")
@signed_in
def withdraw(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """Forget a file that has not been confirmed."""
    with change() as session:
        roadmap = answers.fillable_at(slug, session)
        rules.withdraw(session, rules.find_pending(session, roadmap, paper_id, actor=the_actor(), at=now()))
    flash(_("The file is forgotten. Nothing of it was written."), "good")
    return redirect(url_for("bringing_in.start", slug=slug), 303)
