"""Changing what one block says."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.revisions.changes import Change, WriteConflict
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import current
from roadmaps.roadmap import policy, rules
from roadmaps.roadmap.doors import number_in, roadmap_around
from roadmaps.roadmap.editing import form_of, meeting_of, typed_block
from roadmaps.roadmap.history import names_in
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.views.blueprint import pages
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading


@pages.get("/blocks/<uuid:block_id>/edit")
@signed_in
def edit_block(block_id: UUID) -> ResponseReturnValue:
    """The form of a block."""
    roadmap = roadmap_around(block_id)
    return _form_page(roadmap, block_id, find_block(reading(), roadmap, block_id).content)


@pages.post("/blocks/<uuid:block_id>/edit")
@signed_in
def save_block(block_id: UUID) -> ResponseReturnValue:
    """Save it, merged with what others wrote meanwhile."""
    roadmap = roadmap_around(block_id)
    before = find_block(reading(), roadmap, block_id)
    typed = typed_block(ROADMAP[before.kind], request.form)
    try:
        revision = _save(block_id, typed)
    except WriteConflict as conflict:
        return _conflict_page(block_id, typed, conflict)
    except Invalid as refusal:
        return _form_page(roadmap_around(block_id), block_id, typed, refusal), 422
    _tell_saved(revision, was_joined=before.number > _based_on())
    return redirect(_back_to(roadmap_around(block_id), block_id), 303)


@pages.post("/blocks/<uuid:block_id>/restoration")
@signed_in
def restore_block(block_id: UUID) -> ResponseReturnValue:
    """Let the block say again what it said as of a revision."""
    number = number_in(request.form.get("number"))
    try:
        with change() as session:
            roadmap = roadmap_around(block_id, session)
            rules.restore_block(session, roadmap, block_id, number, based_on=_based_on(), actor=the_actor(), at=now())
            back = _back_to(roadmap, block_id)
    except WriteConflict:
        flash(_("Somebody has changed it since you opened the page. Here is what it says now."), "warning")
        return redirect(url_for("roadmap.block_history", block_id=block_id), 303)
    flash(_("It says again what it said then. Nothing between has been lost."), "good")
    return redirect(back, 303)


def _save(block_id: UUID, typed: Mapping[str, Any]) -> Revision | None:
    summary = request.form.get("summary", "")
    with change() as session:
        roadmap = roadmap_around(block_id, session)
        # Writing in a block that was removed meanwhile brings it back, when the writer has said so.
        removed = False if request.form.get("bring_back") else None
        wanted = Change(block_id, _based_on(), content=typed, removed=removed)
        return rules.write_blocks(session, roadmap, [wanted], actor=the_actor(), at=now(), summary=summary)


def _tell_saved(revision: Revision | None, *, was_joined: bool) -> None:
    if revision is None:
        flash(_("Nothing was changed, so nothing new was saved."), "message")
    elif was_joined:
        flash(_("Saved, and joined with what others have written here since you began."), "good")
    else:
        flash(_("Saved."), "good")


def _form_page(roadmap: Roadmap, block_id: UUID, typed: Mapping[str, Any], refusal: Invalid | None = None) -> str:
    state = current(reading(), roadmap.history)
    block = find_block(reading(), roadmap, block_id)
    lock = standing_locks(reading(), roadmap).on(*state.path(block_id))
    form = form_of(
        reading(),
        roadmap,
        state,
        ROADMAP[block.kind],
        typed,
        block_id=block_id,
        errors=refusal.fields if refusal else None,
        sentence=refusal.sentence if refusal else None,
    )
    return render_template(
        "roadmap/edit.html",
        roadmap=roadmap,
        block=block,
        kind=ROADMAP[block.kind],
        form=form,
        lock=lock,
        may_edit=policy.may_edit(actor(), roadmap, lock),
        based_on=_based_on() or state.number,
        in_place="Turbo-Frame" in request.headers,
        summary=request.form.get("summary", ""),
    )


def _conflict_page(block_id: UUID, typed: Mapping[str, Any], conflict: WriteConflict) -> ResponseReturnValue:
    roadmap = roadmap_around(block_id)
    state = current(reading(), roadmap.history)
    block = find_block(reading(), roadmap, block_id)
    kind = ROADMAP[block.kind]
    meeting = meeting_of(reading(), roadmap, names_in(reading(), state, viewer=actor()), conflict, block_id)
    proposed = typed if meeting.is_removed else next(one.merged for one in conflict.blocks if one.theirs.id == block_id)
    page = render_template(
        "roadmap/conflict.html",
        roadmap=roadmap,
        block=block,
        kind=kind,
        meeting=meeting,
        form=form_of(reading(), roadmap, state, kind, proposed, block_id=block_id),
        based_on=conflict.current,
        summary=request.form.get("summary", ""),
    )
    return page, 409


def _back_to(roadmap: Roadmap, block_id: UUID) -> str:
    return url_for("roadmap.show", slug=roadmap.area.slug, _anchor=f"block-{block_id}")


def _based_on() -> int:
    return number_in(request.form.get("based_on"))
