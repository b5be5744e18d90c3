"""The region's own Word template: putting one in place, taking it away, and who did so."""

from uuid import UUID

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import person_names
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.snapshots.queries import find_template, templates_ever
from roadmaps.snapshots.rules import templates
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.downloads import POLICY
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only
from roadmaps.web.work import change, reading

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pages.get("/administration/document-template")
@coordinators_only
def document_template() -> ResponseReturnValue:
    """What is in use, and what has been."""
    return _page()


@pages.post("/administration/document-template")
@coordinators_only
def put_template_in_place() -> ResponseReturnValue:
    """Use a file from now on."""
    try:
        with change() as session:
            templates.put_in_place(session, *_sent(), actor=the_actor(), at=now())
    except Invalid as refusal:
        return _page(refusal), 422
    flash(_("The template is in its place. Word files are made in its styles from now on."), "good")
    return redirect(url_for("snapshots.document_template"), 303)


@pages.post("/administration/document-template/removal")
@coordinators_only
def take_template_away() -> ResponseReturnValue:
    """Go back to the product's own styles."""
    with change() as session:
        templates.take_away(session, actor=the_actor(), at=now())
    flash(_("The template is taken away. Word files have the styles of the site again."), "good")
    return redirect(url_for("snapshots.document_template"), 303)


@pages.get("/administration/document-templates/<uuid:template_id>/file")
@coordinators_only
def template_file(template_id: UUID) -> Response:
    """A template as it was sent."""
    template = find_template(reading(), template_id)
    answer = make_response(template.content)
    answer.content_type = WORD
    answer.headers["Content-Disposition"] = f'attachment; filename="template-{template.added_at:%Y-%m-%d}.docx"'
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _sent() -> tuple[str, bytes]:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid(say("Choose a file first."))
    return sent.filename, sent.read()


def _page(refusal: Invalid | None = None) -> str:
    ever = reading().scalars(templates_ever()).all()
    people = {one.added_by_id for one in ever} | {one.ended_by_id for one in ever if one.ended_by_id}
    return render_template(
        "snapshots/document_template.html",
        used=next((one for one in ever if one.ended_at is None), None),
        ever=ever,
        names=person_names(reading(), people),
        refusal=refusal,
    )
