"""Where a block lies, and whether it is there at all."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound, Refusal
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.changes import FIRST, LAST, Place, WriteConflict
from roadmaps.revisions.states import current
from roadmaps.roadmap import rules
from roadmaps.roadmap.doors import number_in, roadmap_around, roadmap_at, uuid_in
from roadmaps.roadmap.editing import lying_under, neighbours_of, places_for, pointing_at
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.views.blueprint import pages
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

_MOVED_MEANWHILE = say("Somebody else has moved it meanwhile. This is where it lies now.")
_CHANGED_MEANWHILE = say("It has been changed since you opened this page. Read what it says now before you remove it.")


@pages.get("/blocks/<uuid:block_id>/place")
@signed_in
def choose_place(block_id: UUID) -> ResponseReturnValue:
    """Choose where the block is to lie."""
    return _place_page(block_id)


@pages.post("/blocks/<uuid:block_id>/place")
@signed_in
def move_block(block_id: UUID) -> ResponseReturnValue:
    """Put the block somewhere else in the document."""
    place = Place(uuid_in(request.form.get("parent")), _after(request.form.get("after", LAST)))
    based_on = number_in(request.form.get("based_on"))
    try:
        with change() as session:
            roadmap = roadmap_around(block_id, session)
            rules.move_block(session, roadmap, block_id, place, based_on=based_on, actor=the_actor(), at=now())
            back = url_for("roadmap.show", slug=roadmap.area.slug, _anchor=f"block-{block_id}")
    except WriteConflict:
        return _place_page(block_id, _MOVED_MEANWHILE), 409
    except Invalid as refusal:
        return _place_page(block_id, refusal.sentence), 422
    return redirect(back, 303)


@pages.get("/blocks/<uuid:block_id>/removal")
@signed_in
def consider_removal(block_id: UUID) -> ResponseReturnValue:
    """What goes with the block, and what stands in the way."""
    return _removal_page(block_id)


@pages.post("/blocks/<uuid:block_id>/removal")
@signed_in
def remove_block(block_id: UUID) -> ResponseReturnValue:
    """Take the block out of the document, with what lies under it. The document then offers to undo it."""
    try:
        back = _remove(block_id, number_in(request.form.get("based_on")), request.form.get("summary", ""))
    except WriteConflict:
        return _removal_page(block_id, _CHANGED_MEANWHILE), 409
    except Invalid as refusal:
        return _removal_page(block_id, refusal.sentence), 422
    return redirect(back, 303)


@pages.post("/areas/<slug>/roadmap/revisions/<int:number>/undoing")
@signed_in
def undo_revision(slug: str, number: int) -> ResponseReturnValue:
    """Take back what one change did, and lead back to where that was asked for."""
    try:
        with change() as session:
            rules.undo_revision(session, roadmap_at(slug, session), number, actor=the_actor(), at=now())
    except (WriteConflict, Invalid) as refusal:
        flash(_why_not_undone(refusal), "danger")
        return redirect(url_for("roadmap.revision", slug=slug, number=number), 303)
    flash(_("It is undone."), "good")
    return redirect(safe_path(request.form.get("back", ""), url_for("roadmap.show", slug=slug)), 303)


def _remove(block_id: UUID, based_on: int, summary: str) -> str:
    with change() as session:
        roadmap = roadmap_around(block_id, session)
        gone = [block_id, *(one.id for one in lying_under(current(session, roadmap.history), block_id))]
        revision = rules.remove_block(
            session, roadmap, gone, based_on=based_on, actor=the_actor(), at=now(), summary=summary
        )
        return url_for("roadmap.show", slug=roadmap.area.slug, undoable=revision.number if revision else None)


def _place_page(block_id: UUID, sentence: Sentence | None = None) -> str:
    roadmap = roadmap_around(block_id)
    rules.check_editing(reading(), roadmap, [block_id], actor=the_actor())
    state = current(reading(), roadmap.history)
    block = state[block_id]
    siblings, preceding = neighbours_of(state, block)
    return render_template(
        "roadmap/place.html",
        roadmap=roadmap,
        block=block,
        kind=ROADMAP[block.kind],
        places=places_for(state, block),
        siblings=siblings,
        preceding=preceding,
        number=state.number,
        sentence=sentence,
    )


def _removal_page(block_id: UUID, sentence: Sentence | None = None) -> str:
    roadmap = roadmap_around(block_id)
    rules.check_editing(reading(), roadmap, [block_id], actor=the_actor())
    state = current(reading(), roadmap.history)
    under = lying_under(state, block_id)
    return render_template(
        "roadmap/removal.html",
        roadmap=roadmap,
        block=state[block_id],
        kinds=ROADMAP,
        under=under,
        pointing=pointing_at(state, {block_id, *(one.id for one in under)}),
        sentence=sentence,
        number=state.number,
    )


def _why_not_undone(refusal: Refusal) -> str:
    if isinstance(refusal, Invalid):
        return translate(refusal.sentence)
    return str(_("It has been changed again since, so it cannot be undone in one step. Change it by hand instead."))


def _after(value: str) -> UUID | str:
    if value in {FIRST, LAST}:
        return value
    sibling = uuid_in(value)
    if sibling is None:
        raise NotFound
    return sibling
