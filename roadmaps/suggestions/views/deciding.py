"""What process leaders do with suggestions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from roadmaps.areas.doors import area_at, led_area_at
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import WriteConflict
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import uuid_in
from roadmaps.roadmap.editing import form_of, typed_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions import policy, rules
from roadmaps.suggestions.forms import other_in, parts_in
from roadmaps.suggestions.models import ChangeAct, SuggestedChange, Suggestion
from roadmaps.suggestions.pages import show
from roadmaps.suggestions.queries import find_suggestion
from roadmaps.suggestions.standing import standings_of
from roadmaps.suggestions.views.blueprint import pages
from roadmaps.suggestions.views.showing import suggestion_page
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

Act = Callable[[Session, Suggestion], object]


@pages.post("/suggestions/<uuid:suggestion_id>/acceptance")
@signed_in
def accept(suggestion_id: UUID) -> ResponseReturnValue:
    """Accept it whole, or what is chosen of it."""

    def act(session: Session, suggestion: Suggestion) -> None:
        chosen = parts_in(request.form, standings_of(session, [suggestion])[suggestion.id])
        parts = chosen if request.form.get("in_part") else None
        rules.accept(session, suggestion, parts=parts, reason=_words(), actor=the_actor(), at=now())

    return _decide(suggestion_id, act, "acceptance", _("It is in the roadmap now, with the proposer's name and yours."))


@pages.get("/suggestions/<uuid:suggestion_id>/acceptance")
@signed_in
def consider_own(suggestion_id: UUID) -> ResponseReturnValue:
    """The form in which a suggestion is accepted with changes of one's own."""
    return _own_page(suggestion_id)


@pages.post("/suggestions/<uuid:suggestion_id>/acceptance/own")
@signed_in
def accept_with_own(suggestion_id: UUID) -> ResponseReturnValue:
    """Accept it, and write one's own words on top."""
    try:
        with change() as session:
            suggestion = find_suggestion(session, suggestion_id, actor())
            one = _reworded(suggestion)
            own = {one.block_id: typed_block(ROADMAP[one.kind], request.form)}
            rules.accept(session, suggestion, own=own, reason=_words(), actor=the_actor(), at=now())
    except Invalid as refusal:
        return _own_page(suggestion_id, refusal), 422
    flash(_("It is in the roadmap now. Your own changes stand as yours in the history."), "good")
    return redirect(url_for("suggestions.one", suggestion_id=suggestion_id), 303)


@pages.post("/suggestions/<uuid:suggestion_id>/refusal")
@signed_in
def decline(suggestion_id: UUID) -> ResponseReturnValue:
    """Say no, and why."""

    def act(session: Session, suggestion: Suggestion) -> None:
        rules.decline(session, suggestion, reason=_words(), actor=the_actor(), at=now())

    return _decide(suggestion_id, act, "refusal", _("The suggestion is declined, and its proposer hears why."))


@pages.post("/suggestions/<uuid:suggestion_id>/question")
@signed_in
def ask(suggestion_id: UUID) -> ResponseReturnValue:
    """Ask for more before deciding."""

    def act(session: Session, suggestion: Suggestion) -> None:
        rules.ask_for_more(session, suggestion, words=_words(), actor=the_actor(), at=now())

    return _decide(suggestion_id, act, "question", _("The question is asked in the suggestion's thread."))


@pages.post("/suggestions/<uuid:suggestion_id>/joining")
@signed_in
def join(suggestion_id: UUID) -> ResponseReturnValue:
    """Let another suggestion stand for both."""

    def act(session: Session, suggestion: Suggestion) -> None:
        other_id = other_in(request.form)
        if other_id is None:
            raise Invalid(
                say("Some of what you wrote needs another look."), {"other": say("Choose one of the alternatives.")}
            )
        other = find_suggestion(session, other_id, actor())
        rules.join(session, suggestion, other, reason=_words(), actor=the_actor(), at=now())

    return _decide(suggestion_id, act, "joining", _("The two are joined. Both proposers hear of it."))


@pages.post("/suggestions/<uuid:suggestion_id>/reversal")
@signed_in
def take_back(suggestion_id: UUID) -> ResponseReturnValue:
    """Undo the decision."""

    def act(session: Session, suggestion: Suggestion) -> None:
        try:
            rules.take_back(session, suggestion, reason=_words(), actor=the_actor(), at=now())
        except WriteConflict:
            raise Invalid(
                say("Others have built on it since, so that it cannot be taken out by itself. Edit the text instead.")
            ) from None

    return _decide(suggestion_id, act, "reversal", _("The decision is undone, and the suggestion waits again."))


@pages.post("/areas/<slug>/suggestions/sources")
@signed_in
def require_source(slug: str) -> ResponseReturnValue:
    """Say whether suggestions in the area must name what they build on."""
    led_area_at(slug)
    with change() as session:
        requires = request.form.get("requires") == "yes"
        rules.set_requires_source(session, area_at(slug, session), requires, actor=the_actor())
    flash(_("Saved."), "good")
    return redirect(url_for("roadmap.leading", slug=slug), 303)


def _decide(suggestion_id: UUID, act: Act, form: str, told: str) -> ResponseReturnValue:
    try:
        with change() as session:
            act(session, find_suggestion(session, suggestion_id, actor()))
    except Invalid as refusal:
        return suggestion_page(suggestion_id, refusal, form), 422
    flash(told, "good")
    return redirect(
        safe_path(request.form.get("next", ""), "") or url_for("suggestions.one", suggestion_id=suggestion_id), 303
    )


def _own_page(suggestion_id: UUID, refusal: Invalid | None = None) -> str:
    suggestion = find_suggestion(reading(), suggestion_id, actor())
    if not policy.may_decide(the_actor(), suggestion):
        raise NotAllowed(say("Only the area's process leader decides about suggestions."))
    one = _reworded(suggestion)
    [shown] = show(reading(), [suggestion], actor=actor())
    standing = next(each for each in shown.standings if each.change.id == one.id)
    start: Any = standing.merged.content if standing.merged else standing.proposed
    kind = ROADMAP[one.kind]
    form = form_of(
        reading(),
        suggestion.roadmap,
        current(reading(), suggestion.roadmap.history),
        kind,
        typed_block(kind, request.form) if request.method == "POST" else start,
        block_id=one.block_id,
        errors=refusal.fields if refusal else None,
        sentence=refusal.sentence if refusal else None,
    )
    return render_template(
        "suggestions/own.html",
        roadmap=suggestion.roadmap,
        suggestion=suggestion,
        form=form,
        kind=kind,
        block_id=one.block_id,
        title=standing.title or shown.title,
    )


def _reworded(suggestion: Suggestion) -> SuggestedChange:
    """The change on which the decider's own words are laid: the one that is named, of those that have words."""
    with_words = [one for one in suggestion.changes if one.act in {ChangeAct.EDIT, ChangeAct.ADD}]
    named = uuid_in(request.values.get("block"))
    found = [one for one in with_words if named in {None, one.block_id}]
    if not found:
        raise NotFound
    return found[0]


def _words() -> str:
    return request.form.get("reason", "")
