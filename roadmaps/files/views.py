"""The doors of this room."""

from functools import partial
from uuid import UUID

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.files import answers, rules
from roadmaps.files.forms import RemovalForm
from roadmaps.files.intake import MOST_BYTES
from roadmaps.files.queries import file_for, find_file
from roadmaps.foundation.clock import now
from roadmaps.roadmap.doors import led_roadmap_at
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading

# The file, and what a form has beside it.
MOST_BYTES_SENT = MOST_BYTES + 200_000
pages = Blueprint("files", __name__)


@pages.url_value_preprocessor
def take_more(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Files are larger than what other doors take; the form is read before any door opens."""
    if endpoint == "files.take":
        request.max_content_length = MOST_BYTES_SENT
        if (request.content_length or 0) > MOST_BYTES_SENT and answers.wants_data():
            sentence = _("The file is too large. At most %(most)s MB can be sent.", most=MOST_BYTES // 1_000_000)
            abort(answers.refused(sentence, 413, "file"))


@pages.get("/files/<uuid:file_id>")
@decided_by("files.policy.may_fetch")
def show(file_id: UUID) -> ResponseReturnValue:
    """A file, for whoever may read the roadmap that it belongs to, or something frozen that shows it."""
    return answers.content_of(file_for(reading(), file_id, actor()))


@pages.get("/areas/<slug>/files")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    """The files of an area, and where each is used."""
    return answers.index_page(slug)


@pages.post("/areas/<slug>/files")
@signed_in
def take(slug: str) -> ResponseReturnValue:
    """Take a file in. Scripts get JSON when they ask for it."""
    return answers.take_file(slug)


@pages.route("/areas/<slug>/files/<uuid:file_id>/removal", methods=["GET", "POST"])
@signed_in
def remove(slug: str, file_id: UUID) -> ResponseReturnValue:
    """Remove a file, with a reason."""
    file = find_file(reading(), led_roadmap_at(slug), file_id)
    facts = answers.removal_facts(slug, file)
    return fill_in(RemovalForm, "files/removal.html", partial(_remove, slug, file_id), back=facts["leave"], **facts)


def _remove(slug: str, file_id: UUID, form: RemovalForm) -> None:
    with change() as session:
        file = find_file(session, led_roadmap_at(slug, session), file_id)
        rules.remove(session, file, reason=form.reason, actor=the_actor(), at=now())
    flash(_("The file is removed. Texts that showed it show its words instead."), "good")
