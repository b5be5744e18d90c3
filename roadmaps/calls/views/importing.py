"""The doors through which files of calls come in."""

from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.calls import policy
from roadmaps.calls.importing import rules
from roadmaps.calls.importing.columns import Column
from roadmaps.calls.importing.template import FORMS, headings
from roadmaps.calls.views.blueprint import frame_of, pages
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound, Refusal
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.foundation.tables import MOST_ROWS
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading


@pages.route("/calls/import", methods=["GET", "POST"])
@signed_in
def import_start() -> ResponseReturnValue:
    """Send a file of calls, to see what it would do."""
    _check_allowed()
    sent = request.files.get("file")
    if request.method != "POST":
        return _start_page()
    if sent is None or not sent.filename:
        return _start_page(say("Choose a file first."))
    try:
        sheet = rules.read_sent(sent.read())
        with change() as session:
            pending = rules.keep_file(session, sent.filename, sheet, actor=the_actor(), at=now())
    except Invalid as refusal:
        return _start_page(refusal.sentence)
    return redirect(url_for("calls.import_show", file_id=pending.id), 303)


@pages.get("/calls/import/template.<name>")
@signed_in
def import_template(name: str) -> ResponseReturnValue:
    """A file with the right headings, to fill in."""
    _check_allowed()
    if name not in FORMS:
        raise NotFound
    write, mimetype = FORMS[name]
    answer = Response(write(headings(translate)), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="calls.{name}"'
    return answer


@pages.get("/calls/import/<uuid:file_id>")
@signed_in
def import_show(file_id: UUID) -> ResponseReturnValue:
    """What a file would do."""
    return _preview_page(file_id)


@pages.post("/calls/import/<uuid:file_id>/confirmation")
@signed_in
def import_confirm(file_id: UUID) -> ResponseReturnValue:
    """Write the calls of a file, all of them or none."""
    seal = request.form.get("seal", "")
    try:
        with change() as session:
            pending = rules.find_file(session, file_id, actor=the_actor(), at=now())
            written = rules.confirm(session, pending, seal=seal, actor=the_actor(), at=now())
    except rules.FileMovedOn as moved:
        return _preview_page(file_id, moved, status=409)
    except Invalid as refusal:
        return _preview_page(file_id, refusal, status=422)
    if written is not None:
        told = {"added": written.added, "changed": written.changed}
        flash(_("The file is in its place. New calls: %(added)s. Changed: %(changed)s.", **told), "good")
    return redirect(url_for("calls.county"), 303)


@pages.post("/calls/import/<uuid:file_id>/withdrawal")
@signed_in
def import_withdraw(file_id: UUID) -> ResponseReturnValue:
    """Forget a file that has not been confirmed."""
    with change() as session:
        rules.withdraw(session, rules.find_file(session, file_id, actor=the_actor(), at=now()))
    flash(_("The file is forgotten. Nothing of it was written."), "good")
    return redirect(url_for("calls.import_start"), 303)


def _check_allowed() -> None:
    if not policy.may_add_calls(actor()):
        raise NotAllowed(say("Calls are added by coordinators and those who lead an area."))


def _start_page(error: Sentence | None = None) -> ResponseReturnValue:
    context = {"error": error, "most_rows": MOST_ROWS, "columns": list(Column), **frame_of(())}
    return render_template("calls/import_start.html", **context), 422 if error else 200


def _preview_page(file_id: UUID, refusal: Refusal | None = None, *, status: int = 200) -> ResponseReturnValue:
    pending = rules.find_file(reading(), file_id, actor=the_actor(), at=now())
    if pending.confirmed_at is not None:
        flash(_("The calls of this file are in their place already."), "info")
        return redirect(url_for("calls.county"), 303)
    page = render_template(
        "calls/import_preview.html",
        pending=pending,
        lasts=rules.LASTS,
        preview=rules.preview_of(reading(), pending, actor=the_actor()),
        unread=rules.sheet_in(pending).unread,
        refusal=refusal.sentence if refusal else None,
        **frame_of(()),
    )
    return page, status
