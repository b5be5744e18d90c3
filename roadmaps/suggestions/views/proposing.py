"""Suggesting changes: of a block that is there, of a new one, or of several at once in a draft."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import LAST
from roadmaps.roadmap.doors import roadmap_around, roadmap_at, uuid_in
from roadmaps.roadmap.editing import typed_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions import rules
from roadmaps.suggestions.form_pages import (
    based_on,
    draft_page,
    edit_page,
    for_suggesting,
    mend_page,
    new_page,
    place_page,
)
from roadmaps.suggestions.forms import grounds_in
from roadmaps.suggestions.models import ChangeAct, Suggestion
from roadmaps.suggestions.queries import draft_of, find_suggestion
from roadmaps.suggestions.rules import Wish
from roadmaps.suggestions.views.blueprint import pages
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading

NEW = ("need", "goal", "activity", "milestone", "responsibility", "indicator", "goal_conflict")


@pages.get("/blocks/<uuid:block_id>/suggest")
@signed_in
def edit(block_id: UUID) -> ResponseReturnValue:
    """The form in which a block can be said otherwise."""
    roadmap = for_suggesting(roadmap_around(block_id))
    block = find_block(reading(), roadmap, block_id)
    return edit_page(roadmap, block_id, block.content) if not block.is_removed else _where_it_was(block_id)


@pages.post("/blocks/<uuid:block_id>/suggest")
@signed_in
def suggest_edit(block_id: UUID) -> ResponseReturnValue:
    """Suggest it; or keep it in the draft, to suggest more."""
    roadmap = for_suggesting(roadmap_around(block_id))
    typed = typed_block(ROADMAP[find_block(reading(), roadmap, block_id).kind], request.form)
    try:
        return _suggest(roadmap, Wish(ChangeAct.EDIT, block_id, based_on(), content=typed))
    except Invalid as refusal:
        return edit_page(for_suggesting(roadmap_around(block_id)), block_id, typed, refusal), 422


@pages.get("/areas/<slug>/suggest/<kind>")
@signed_in
def new(slug: str, kind: str) -> ResponseReturnValue:
    """The form in which a new block can be suggested."""
    return new_page(for_suggesting(roadmap_at(slug)), _new_kind(kind), request.args.to_dict(), new_id())


@pages.post("/areas/<slug>/suggest/<kind>")
@signed_in
def suggest_new(slug: str, kind: str) -> ResponseReturnValue:
    """Suggest it, last where it belongs; or keep it in the draft."""
    typed = typed_block(ROADMAP[_new_kind(kind)], request.form)
    block_id = uuid_in(request.form.get("block_id")) or new_id()
    under = uuid_in(request.form.get("under"))
    try:
        return _suggest(
            roadmap_at(slug), Wish(ChangeAct.ADD, block_id, kind=kind, content=typed, parent_id=under, after=LAST)
        )
    except Invalid as refusal:
        return new_page(for_suggesting(roadmap_at(slug)), kind, typed, block_id, refusal), 422


@pages.get("/blocks/<uuid:block_id>/suggest/place")
@signed_in
def place(block_id: UUID) -> ResponseReturnValue:
    """The form in which a removal or another place can be suggested."""
    roadmap = for_suggesting(roadmap_around(block_id))
    is_removed = find_block(reading(), roadmap, block_id).is_removed
    return place_page(roadmap, block_id) if not is_removed else _where_it_was(block_id)


@pages.post("/blocks/<uuid:block_id>/suggest/place")
@signed_in
def suggest_place(block_id: UUID) -> ResponseReturnValue:
    """Suggest that a block goes, or lies after another one."""
    roadmap = roadmap_around(block_id)
    after = request.form.get("after", "")
    act = ChangeAct.REMOVE if after == "remove" else ChangeAct.MOVE
    parent = find_block(reading(), roadmap, block_id).parent_id
    try:
        return _suggest(roadmap, Wish(act, block_id, based_on(), parent_id=parent, after=after))
    except Invalid as refusal:
        return place_page(for_suggesting(roadmap_around(block_id)), block_id, refusal), 422


@pages.get("/areas/<slug>/suggestions/draft")
@signed_in
def draft(slug: str) -> ResponseReturnValue:
    """What one has gathered and not sent."""
    return draft_page(roadmap_at(slug))


@pages.post("/areas/<slug>/suggestions/draft")
@signed_in
def send(slug: str) -> ResponseReturnValue:
    """Send it."""
    try:
        with change() as session:
            suggestion = _draft_in(session, slug)
            grounds = grounds_in(request.form)
            rules.send(session, suggestion, motive=grounds.motive, sources=grounds.sources, actor=the_actor(), at=now())
            sent = suggestion.id
    except Invalid as refusal:
        return draft_page(roadmap_at(slug), refusal), 422
    return _sent(sent)


@pages.post("/areas/<slug>/suggestions/draft/removal")
@signed_in
def discard(slug: str) -> ResponseReturnValue:
    """Throw it away, or take one change out of it."""
    with change() as session:
        suggestion = _draft_in(session, slug)
        one = uuid_in(request.form.get("change"))
        if one is not None and len(suggestion.changes) > 1:
            rules.take_out_change(session, suggestion, one, actor=the_actor())
        else:
            rules.discard(session, suggestion, actor=the_actor())
    flash(_("It has been taken out of the suggestion."), "good")
    return redirect(url_for("roadmap.show", slug=slug), 303)


@pages.post("/suggestions/<uuid:suggestion_id>/withdrawal")
@signed_in
def withdraw(suggestion_id: UUID) -> ResponseReturnValue:
    """Take back what one has suggested."""
    with change() as session:
        suggestion = find_suggestion(session, suggestion_id, actor())
        rules.withdraw(session, suggestion, reason=request.form.get("reason", ""), actor=the_actor(), at=now())
    flash(_("The suggestion is withdrawn. It stays on record."), "good")
    return redirect(url_for("suggestions.one", suggestion_id=suggestion_id), 303)


@pages.get("/suggestions/<uuid:suggestion_id>/changes/<uuid:block_id>")
@signed_in
def look_again(suggestion_id: UUID, block_id: UUID) -> ResponseReturnValue:
    """The form in which the proposer says anew what is wanted of one block, beside the text as it is now."""
    return mend_page(suggestion_id, block_id)


@pages.post("/suggestions/<uuid:suggestion_id>/changes/<uuid:block_id>")
@signed_in
def mend(suggestion_id: UUID, block_id: UUID) -> ResponseReturnValue:
    """Keep it, based on the newer text."""
    try:
        with change() as session:
            suggestion = find_suggestion(session, suggestion_id, actor())
            mine = next((one for one in suggestion.changes if one.block_id == block_id), None)
            if mine is None:
                raise NotFound
            typed = typed_block(ROADMAP[mine.kind], request.form)
            wish = Wish(
                mine.act,
                block_id,
                based_on(),
                kind=mine.kind,
                content=typed,
                parent_id=mine.parent_id,
                after=mine.after,
            )
            rules.mend(session, suggestion, wish, actor=the_actor(), at=now())
    except Invalid as refusal:
        return mend_page(suggestion_id, block_id, refusal), 422
    flash(_("The suggestion says it anew now."), "good")
    return redirect(url_for("suggestions.one", suggestion_id=suggestion_id), 303)


def _where_it_was(block_id: UUID) -> ResponseReturnValue:
    """There is nothing to suggest about what has been removed; its page tells what became of it."""
    return redirect(url_for("roadmap.block", block_id=block_id))


def _suggest(roadmap: Roadmap, wish: Wish) -> ResponseReturnValue:
    grounds = grounds_in(request.form)
    with change() as session:
        mine = roadmap_at(roadmap.area.slug, session)
        if request.form.get("then") == "more":
            rules.put_change(session, rules.begin(session, mine, actor=the_actor(), at=now()), wish, actor=the_actor())
            sent = None
        else:
            suggestion = rules.suggest(
                session, mine, [wish], motive=grounds.motive, sources=grounds.sources, actor=the_actor(), at=now()
            )
            sent = suggestion.id
    if sent is not None:
        return _sent(sent)
    flash(_("Kept. Nobody sees it until you send the suggestion."), "good")
    return redirect(url_for("roadmap.show", slug=roadmap.area.slug), 303)


def _sent(suggestion_id: UUID) -> ResponseReturnValue:
    flash(_("Thank you. The suggestion is sent, and you will hear what becomes of it."), "good")
    return redirect(url_for("suggestions.one", suggestion_id=suggestion_id), 303)


def _new_kind(kind: str) -> str:
    if kind not in NEW:
        raise NotFound
    return kind


def _draft_in(session: Session, slug: str) -> Suggestion:
    found = draft_of(session, roadmap_at(slug, session), the_actor())
    if found is None:
        raise NotFound
    return found
