"""Changing what one block says."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.revisions.changes import Change, WriteConflict
from roadmaps.revisions.models import Revision
from roadmaps.roadmap import rules
from roadmaps.roadmap.coming_from import settle_origin
from roadmaps.roadmap.doors import number_in, roadmap_around
from roadmaps.roadmap.saving import answer_saving, back_to, based_on, form_page
from roadmaps.roadmap.views.blueprint import pages
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change


@pages.get("/blocks/<uuid:block_id>/edit")
@signed_in
def edit_block(block_id: UUID) -> ResponseReturnValue:
    """The form of a block."""
    return form_page(roadmap_around(block_id), block_id)


@pages.post("/blocks/<uuid:block_id>/edit")
@signed_in
def save_block(block_id: UUID) -> ResponseReturnValue:
    """Save it, merged with what others wrote meanwhile."""
    return answer_saving(block_id, lambda typed: _save(block_id, typed))


@pages.post("/blocks/<uuid:block_id>/restoration")
@signed_in
def restore_block(block_id: UUID) -> ResponseReturnValue:
    """Let the block say again what it said as of a revision."""
    number = number_in(request.form.get("number"))
    try:
        with change() as session:
            roadmap = roadmap_around(block_id, session)
            rules.restore_block(session, roadmap, block_id, number, based_on=based_on(), actor=the_actor(), at=now())
            back = back_to(roadmap, block_id)
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
        wanted = Change(block_id, based_on(), content=typed, removed=removed)
        revision = rules.write_blocks(session, roadmap, [wanted], actor=the_actor(), at=now(), summary=summary)
        settle_origin(session, roadmap, block_id, revision.number if revision else None)
        return revision
