"""What the doors of this room answer with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, Refusal
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.foundation.tables import MOST_ROWS
from roadmaps.indicators.queries import standing_readings
from roadmaps.plan.doors import plan_at
from roadmaps.plan.rows import Plan
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.editing import Clash, clash_of
from roadmaps.roadmap.files_aside import LASTS
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import check_editing
from roadmaps.roadmap.table import ROADMAP
from roadmaps.spreadsheets.columns import SHOWN_FIRST
from roadmaps.spreadsheets.gathering import READINGS
from roadmaps.spreadsheets.importing import rules
from roadmaps.spreadsheets.importing.outcomes import Outcome, Preview, Understood
from roadmaps.spreadsheets.languages import in_both_languages
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.work import change, reading


def writable_at(slug: str, session: Any = None) -> Roadmap:
    """The roadmap at this address, for the reader to write in.

    :raises NotFound: when it is not for the reader to know of
    :raises NotAllowed: when the reader may not write in it now
    """
    roadmap = roadmap_at(slug, session)
    check_editing(session or reading(), roadmap, (), actor=the_actor())
    return roadmap


def start_page(plan: Plan, error: Sentence | None = None) -> ResponseReturnValue:
    """The files to fetch, and for those who may write the form that takes one back."""
    page = render_template(
        "spreadsheets/show.html",
        plan=plan,
        sheets=_sheets(plan),
        why_not=_why_not(plan),
        error=error,
        most_rows=MOST_ROWS,
    )
    return page, 422 if error else 200


def take_file(slug: str) -> ResponseReturnValue:
    """Put the file aside, and show what it would do; or the form again, with what is wrong with the file."""
    writable_at(slug)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return start_page(plan_at(slug), say("Choose a file first."))
    try:
        file = rules.read_sent(sent.read(), in_both_languages())
        with change() as session:
            roadmap = writable_at(slug, session)
            pending = rules.keep_file(session, roadmap, sent.filename, file, actor=the_actor(), at=now())
    except Invalid as refusal:
        return start_page(plan_at(slug), refusal.sentence)
    return redirect(url_for("spreadsheets.preview", slug=slug, spreadsheet_id=pending.id), 303)


def preview_page(
    slug: str, spreadsheet_id: UUID, refusal: Refusal | None = None, *, status: int = 200
) -> ResponseReturnValue:
    """What the file would do now, with the choices that have been made so far."""
    roadmap = writable_at(slug)
    pending = rules.find_pending(reading(), roadmap, spreadsheet_id, actor=the_actor(), at=now())
    if pending.confirmed_at is not None:
        return _in_place_already(slug)
    preview = rules.preview_of(reading(), roadmap, pending, translates=in_both_languages(), actor=the_actor())
    page = render_template(
        "spreadsheets/preview.html",
        roadmap=roadmap,
        pending=pending,
        lasts=LASTS,
        file=rules.file_in(pending),
        preview=preview,
        clashes=_clashes(preview),
        choice_name=rules.choice_name,
        typed=request.form,
        errors=_errors(refusal),
    )
    return page, status


def write_file(slug: str, spreadsheet_id: UUID) -> ResponseReturnValue:
    """Write what the file says, all of it; or show it again, with what stands in the way."""
    try:
        with change() as session:
            roadmap = writable_at(slug, session)
            pending = rules.find_pending(session, roadmap, spreadsheet_id, actor=the_actor(), at=now())
            written = rules.confirm(
                session,
                roadmap,
                pending,
                seal=request.form.get("seal", ""),
                choices=request.form,
                summary=request.form.get("summary", ""),
                translates=in_both_languages(),
                actor=the_actor(),
                at=now(),
            )
    except rules.MovedOn as moved:
        return preview_page(slug, spreadsheet_id, moved, status=409)
    except Invalid as refusal:
        return preview_page(slug, spreadsheet_id, refusal, status=422)
    if written is None:
        return _in_place_already(slug)
    if written.number is None:
        flash(_("Nothing was written: the roadmap says what you chose already."), "info")
        return redirect(url_for("roadmap.show", slug=slug), 303)
    flash(
        _(
            "The spreadsheet is in its place. New: %(added)s. Changed: %(changed)s.",
            added=written.added,
            changed=written.changed,
        ),
        "good",
    )
    return redirect(url_for("roadmap.revision", slug=slug, number=written.number), 303)


def _why_not(plan: Plan) -> Sentence | None:
    """Why the reader cannot send a file back; None when that is open."""
    if plan.area is None:
        return say("This file is to be read. Files that can be sent back are fetched from the page of one roadmap.")
    if actor() is None:
        return say("Those who may write in the roadmap can also work in the file and send it back here.")
    try:
        check_editing(reading(), plan.areas[0].roadmap, (), actor=the_actor())
    except NotAllowed as refusal:
        return refusal.sentence
    return None


def _sheets(plan: Plan) -> list[tuple[str, str, int]]:
    """Each sheet by its key, with its name and the number of its rows."""
    counts = Counter(block.kind for one in plan.areas for block in one.state)
    indicators = [block.id for one in plan.areas for block in one.state.of_kind("indicator")]
    counts[READINGS] = sum(map(len, standing_readings(reading(), indicators).values()))
    return [(key, N_("Readings") if key == READINGS else ROADMAP[key].plural, counts[key]) for key in SHOWN_FIRST]


def _clashes(preview: Preview) -> Mapping[UUID, Sequence[Clash]]:
    """What stands against what in each row that is at odds, by the block's id."""
    return {row.block_id: _clashes_of(row, preview) for row in preview.of(Outcome.CONFLICT) if row.block_id}


def _clashes_of(row: Understood, preview: Preview) -> list[Clash]:
    return [clash_of(row.kind, name, row.conflict, preview.names) for name in row.clashing if row.conflict]


def _errors(refusal: Refusal | None) -> Mapping[str, Sentence]:
    """By the field of the form; under no name what concerns the file as a whole."""
    if refusal is None:
        return {}
    named = refusal.fields if isinstance(refusal, Invalid) else {}
    choices = {name: sentence for name, sentence in named.items() if name.startswith("choice-")}
    return choices or {"": next(iter(named.values()), refusal.sentence)}


def _in_place_already(slug: str) -> ResponseReturnValue:
    flash(_("What this file says is in its place already."), "info")
    return redirect(url_for("roadmap.show", slug=slug), 303)
