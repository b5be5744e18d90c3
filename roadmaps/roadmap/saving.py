"""Saving the form of a block: what comes of it, and the pages that show it once more when it could not be saved so.

The doors of this room and those above save in their own ways, and answer alike.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.errors import Invalid
from roadmaps.revisions.changes import WriteConflict
from roadmaps.revisions.states import current
from roadmaps.roadmap import policy
from roadmaps.roadmap.coming_from import named_origin
from roadmaps.roadmap.doors import number_in, roadmap_around
from roadmaps.roadmap.editing import form_of, meeting_of, typed_block
from roadmaps.roadmap.history import names_in
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

Save = Callable[[Mapping[str, Any]], object]


def answer_saving(block_id: UUID, save: Save, *, action: str | None = None) -> ResponseReturnValue:
    """Answer a door to which the form of a block was sent: back to the roadmap, or the form once more.

    :param save: gets what was typed, and returns what came of it; None when nothing was changed
    :param action: where the form is to be sent when it is settled with what somebody else wrote; the ordinary door
        unless it is told
    """
    roadmap = roadmap_around(block_id)
    before = find_block(reading(), roadmap, block_id)
    typed = typed_block(ROADMAP[before.kind], request.form)
    try:
        revision = save(typed)
    except WriteConflict as conflict:
        return _conflict_page(block_id, typed, conflict, action)
    except Invalid as refusal:
        return form_page(roadmap_around(block_id), block_id, typed, refusal), 422
    _tell_saved(revision, was_joined=before.number > based_on())
    return redirect(back_to(roadmap, block_id), 303)


def _tell_saved(revision: object, *, was_joined: bool) -> None:
    if revision is None:
        flash(_("Nothing was changed, so nothing new was saved."), "message")
    elif was_joined:
        flash(_("Saved, and joined with what others have written here since you began."), "good")
    else:
        flash(_("Saved."), "good")


def form_page(
    roadmap: Roadmap, block_id: UUID, typed: Mapping[str, Any] | None = None, refusal: Invalid | None = None
) -> str:
    """The page with the form of a block, with what was typed or else with what the block says."""
    state = current(reading(), roadmap.history)
    block = state.blocks.get(block_id) or state.removed[block_id]
    lock = standing_locks(reading(), roadmap).on(*state.path(block_id))
    form = form_of(
        reading(),
        roadmap,
        state,
        ROADMAP[block.kind],
        block.content if typed is None else typed,
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
        based_on=based_on() or state.number,
        in_place="Turbo-Frame" in request.headers,
        origin=named_origin(),
        summary=request.form.get("summary", ""),
    )


def _conflict_page(
    block_id: UUID, typed: Mapping[str, Any], conflict: WriteConflict, action: str | None
) -> ResponseReturnValue:
    roadmap = roadmap_around(block_id)
    state = current(reading(), roadmap.history)
    block = state.blocks.get(block_id) or state.removed[block_id]
    kind = ROADMAP[block.kind]
    meeting = meeting_of(reading(), roadmap, names_in(reading(), state, viewer=actor()), conflict, block_id)
    proposed = typed if meeting.is_removed else next(one.merged for one in conflict.blocks if one.theirs.id == block_id)
    page = render_template(
        "roadmap/conflict.html",
        roadmap=roadmap,
        block=block,
        kind=kind,
        meeting=meeting,
        action=action or url_for("roadmap.save_block", block_id=block_id),
        form=form_of(reading(), roadmap, state, kind, proposed, block_id=block_id),
        based_on=conflict.current,
        origin=named_origin(),
        summary=request.form.get("summary", ""),
    )
    return page, 409


def back_to(roadmap: Roadmap, block_id: UUID) -> str:
    """Where the block stands in its roadmap."""
    return url_for("roadmap.show", slug=roadmap.area.slug, _anchor=f"block-{block_id}")


def based_on() -> int:
    """The number of the revision that the sent form began from; 0 when it names none."""
    return number_in(request.form.get("based_on"))
