"""What the doors of importing answer with."""

from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_at
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotFound, Refusal
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.foundation.tables import MOST_ROWS
from roadmaps.indicators.followed import follow
from roadmaps.indicators.importing import rules
from roadmaps.indicators.importing.template import FORMS, rows_of
from roadmaps.indicators.importing.understanding import Outcome, Preview
from roadmaps.indicators.models import PendingImport
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.files_aside import LASTS
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.work import change, reading


def importable_at(slug: str, session: Any = None) -> Roadmap:
    """The roadmap at this address, if the reader may record readings of any of its indicators.

    :raises NotFound: when it is not for the reader to know of
    :raises NotAllowed: when there is nothing to record
    """
    found = roadmap_of(session or reading(), area_at(slug, session).id)
    if found is None:
        raise NotFound
    if not rules.recordable_for(session or reading(), found, the_actor()):
        if not roadmap_policy.may_read(the_actor(), found):
            raise NotFound
        rules.check_allowed(session or reading(), found, the_actor())
    return found


def start_page(roadmap: Roadmap, error: Sentence | None = None) -> ResponseReturnValue:
    """The form that takes a file."""
    context = {
        "roadmap": roadmap,
        "error": error,
        "most_rows": MOST_ROWS,
        "indicators": rules.recordable_for(reading(), roadmap, the_actor()),
    }
    return render_template("indicators/import_start.html", **context), 422 if error else 200


def take_file(slug: str) -> ResponseReturnValue:
    """Put the file aside, and show what it would do; or the form again, with what is wrong with the file."""
    roadmap, sent = importable_at(slug), request.files.get("file")
    if sent is None or not sent.filename:
        return start_page(roadmap, say("Choose a file first."))
    try:
        sheet = rules.read_sent(sent.read())
        with change() as session:
            roadmap = importable_at(slug, session)
            pending = rules.keep_file(session, roadmap, sent.filename, sheet, actor=the_actor(), at=now())
    except Invalid as refusal:
        return start_page(importable_at(slug), refusal.sentence)
    return redirect(url_for("reading_imports.show", slug=slug, import_id=pending.id), 303)


def preview_page(
    slug: str, import_id: UUID, refusal: Refusal | None = None, *, reason: str = "", status: int = 200
) -> ResponseReturnValue:
    """What the file would do now."""
    roadmap = importable_at(slug)
    pending = rules.find_pending(reading(), roadmap, import_id, actor=the_actor(), at=now())
    if pending.confirmed_at is not None:
        return _in_place_already(slug)
    page = render_template(
        "indicators/import_preview.html",
        roadmap=roadmap,
        pending=pending,
        lasts=LASTS,
        preview=_preview(roadmap, pending),
        unread=rules.sheet_in(pending).unread,
        refusal=refusal.sentence if refusal else None,
        errors=refusal.fields if isinstance(refusal, Invalid) else {},
        reason=reason,
        outcomes=Outcome,
    )
    return page, status


def write_file(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Write what the file says, all of it; or show it again, with what stands in the way."""
    reason = request.form.get("reason", "").replace("\r\n", "\n")
    try:
        with change() as session:
            roadmap = importable_at(slug, session)
            pending = rules.find_pending(session, roadmap, import_id, actor=the_actor(), at=now())
            seal = request.form.get("seal", "")
            written = rules.confirm(session, roadmap, pending, seal=seal, reason=reason, actor=the_actor(), at=now())
    except rules.MovedOn as moved:
        return preview_page(slug, import_id, moved, reason=reason, status=409)
    except Invalid as refusal:
        return preview_page(slug, import_id, refusal, reason=reason, status=422)
    if written is None:
        return _in_place_already(slug)
    flash(
        _(
            "The file is in its place. New readings: %(added)s. Corrected: %(corrected)s.",
            added=written.added,
            corrected=written.corrected,
        ),
        "good",
    )
    return redirect(url_for("indicators.index", slug=slug), 303)


def template_file(slug: str, name: str) -> ResponseReturnValue:
    """The file to fill in, with the indicators that the reader may record for."""
    if name not in FORMS:
        raise NotFound
    roadmap = importable_at(slug)
    indicators = rules.recordable_for(reading(), roadmap, the_actor())
    followed = follow(reading(), [(roadmap, one) for one in indicators], today=today())
    periods = {one.id: one.judged.awaited.period for one in followed if one.judged.awaited}
    write, mimetype = FORMS[name]
    answer = Response(write(rows_of(indicators, periods, translate)), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{roadmap.area.slug}-readings.{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _preview(roadmap: Roadmap, pending: PendingImport) -> Preview:
    return rules.preview_of(reading(), roadmap, pending, actor=the_actor(), at=now())


def _in_place_already(slug: str) -> ResponseReturnValue:
    flash(_("The readings of this file are in their place already."), "info")
    return redirect(url_for("indicators.index", slug=slug), 303)
