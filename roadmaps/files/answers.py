"""What the doors of this room answer with."""

import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import organisation_names, person_names
from roadmaps.files import policy, rules
from roadmaps.files.doors import finders, looked_through, store
from roadmaps.files.intake import LONGEST_ALT, MOST_BYTES, take_in
from roadmaps.files.models import StoredFile
from roadmaps.files.queries import files_of, holds_of, removed_files_of
from roadmaps.files.stores import StoreFailed
from roadmaps.files.uses import Uses, uses_in
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound, Refusal
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.doors import roadmap_at, uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.downloads import POLICY, disposition
from roadmaps.web.errors import status_of
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.work import change, reading

log = logging.getLogger(__name__)
# A browser may keep it, and asks each time whether it still may show it: it can have been removed.
_ASK_FIRST = "private, no-cache"


def wants_data() -> bool:
    """Whether a script asks, which reads JSON, and not a person who waits for a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def refused(sentence: str, status: int, field: str = "") -> Response:
    """A refusal for a script."""
    return make_response(jsonify(sentence=sentence, field=field), status)


def guarded_roadmap(slug: str) -> Roadmap:
    """The roadmap at this address, for those who may see the list of its files.

    :raises NotFound: when there is none for the reader
    :raises NotAllowed: when the list is not for the reader
    """
    roadmap = roadmap_at(slug)
    if not policy.may_see_files(actor(), roadmap):
        raise NotAllowed(say("Only those who take part in the work can see the list of files."))
    return roadmap


def index_page(slug: str, refusal: Invalid | None = None) -> ResponseReturnValue:
    """The files of an area with where each is used, and the form that takes another."""
    roadmap = guarded_roadmap(slug)
    files = reading().scalars(files_of(roadmap)).all()
    removed = reading().scalars(removed_files_of(roadmap)).all()
    uses = uses_in(reading(), roadmap, finders())
    found = [(one, uses.get(one.id, Uses())) for one in files]
    page = render_template(
        "files/index.html",
        roadmap=roadmap,
        used=[(one, where) for one, where in found if not where.is_orphaned],
        orphaned=[(one, where) for one, where in found if where.is_orphaned],
        new=next((one for one in files if one.id == uuid_in(request.args.get("new"))), None),
        removed=removed,
        held=holds_of(reading(), [one.id for one in files]),
        names=_people([*files, *removed]),
        organisations=organisation_names(reading()),
        may_upload=policy.may_upload(actor(), roadmap),
        may_remove=policy.may_remove(actor(), roadmap),
        refusal=refusal,
        alt=request.form.get("alt", ""),
        most=MOST_BYTES // 1_000_000,
        longest_alt=LONGEST_ALT,
    )
    return page, 422 if refusal else 200


def take_file(slug: str) -> ResponseReturnValue:
    """Keep what was sent, and tell where it is; or why it cannot be kept."""
    try:
        file = _kept(slug)
    except StoreFailed:
        log.exception("a file could not be kept")
        failure = Invalid(say("The file could not be kept just now. Try again in a while."))
        return refused(translate(failure.sentence), 503) if wants_data() else index_page(slug, failure)
    except Refusal as refusal:
        if wants_data():
            field = next(iter(refusal.fields), "") if isinstance(refusal, Invalid) else ""
            return refused(translate(refusal.sentence), status_of(refusal), field)
        if isinstance(refusal, Invalid):
            return index_page(slug, refusal)
        raise
    if wants_data():
        return make_response(jsonify(_told(file)), 201)
    flash(_("The file is kept. Copy its line into the text where it belongs."), "good")
    return redirect(url_for("files.index", slug=slug, new=file.id, _anchor="new"), 303)


def _kept(slug: str) -> StoredFile:
    sent = request.files.get("file")
    roadmap = roadmap_at(slug)
    rules.check_allowed(reading(), roadmap, actor=the_actor(), at=now())
    name, data = (sent.filename or "", sent.read(MOST_BYTES + 1)) if sent else ("", b"")
    if sent:
        sent.close()
    # Read and put in its place before the change begins: nobody else waits for it.
    taken = looked_through(take_in(name, data, request.form.get("alt", "")))
    store().put(taken.sha256, taken.content)
    with change() as session:
        return rules.keep(session, roadmap_at(slug, session), taken, store=store(), actor=the_actor(), at=now())


def _told(file: StoredFile) -> dict[str, object]:
    return {
        "id": str(file.id),
        "address": file.address,
        "name": file.name,
        "kind": file.kind.value,
        "width": file.width,
        "height": file.height,
        "alt": file.alt,
        "size": file.size,
        "markdown": file.markdown,
    }


def content_of(file: StoredFile) -> Response:
    """The file itself: a picture to be shown, anything else to be fetched."""
    answer = Response(mimetype=file.media_type)
    answer.set_etag(file.sha256)
    answer.headers["Cache-Control"] = _ASK_FIRST
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Content-Disposition"] = disposition("inline" if file.is_picture else "attachment", file.name)
    if request.if_none_match.contains_weak(file.sha256):
        answer.status_code = 304
        return answer
    content = store().get(file.sha256)
    if content is None:
        log.error("the content of file %s is missing or damaged", file.id)
        raise NotFound(say("The file is missing. Tell those who run the site."))
    answer.set_data(content)
    return answer


def removal_facts(slug: str, file: StoredFile) -> dict[str, Any]:
    """What the page that asks for a reason tells of the file."""
    uses = uses_in(reading(), file.roadmap, finders()).get(file.id, Uses())
    return {"roadmap": file.roadmap, "file": file, "uses": uses, "leave": url_for("files.index", slug=slug)}


def _people(files: Sequence[StoredFile]) -> dict[UUID, str]:
    people = {one.uploaded_by_id for one in files} | {one.removed_by_id for one in files if one.removed_by_id}
    return person_names(reading(), people)
