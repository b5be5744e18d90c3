"""Reading suggestions, and saying what one's organisation thinks of them."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.discussion.conversations import converse
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.suggestions import rules
from roadmaps.suggestions.models import Stance, Suggestion, SuggestionState
from roadmaps.suggestions.pages import names_for, show, turns_for
from roadmaps.suggestions.queries import find_suggestion, open_suggestions_of, suggestions_by, suggestions_of
from roadmaps.suggestions.views.blueprint import pages
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading

MOST = 100


@pages.get("/areas/<slug>/suggestions")
@decided_by("roadmap.policy.may_read")
def index(slug: str) -> ResponseReturnValue:
    """The suggestions of a roadmap: what waits, or what has been decided."""
    roadmap = roadmap_at(slug)
    decided = request.args.get("state") == "decided"
    wanted = suggestions_of(roadmap).where(Suggestion.state != SuggestionState.OPEN).limit(MOST)
    found = reading().scalars(wanted if decided else open_suggestions_of(roadmap)).all()
    shown = show(reading(), found, actor=actor())
    return render_template("suggestions/index.html", roadmap=roadmap, shown=shown, decided=decided)


@pages.get("/me/suggestions")
@signed_in
def mine() -> ResponseReturnValue:
    """What one has suggested, and what became of it."""
    found = reading().scalars(suggestions_by(the_actor()).limit(MOST)).all()
    return render_template("suggestions/mine.html", shown=show(reading(), found, actor=actor()))


@pages.get("/suggestions/<uuid:suggestion_id>")
@decided_by("suggestions.policy.may_read_suggestion")
def one(suggestion_id: UUID) -> ResponseReturnValue:
    """One suggestion: what it wants, why, what others say, and what became of it."""
    return suggestion_page(suggestion_id)


@pages.post("/suggestions/<uuid:suggestion_id>/stance")
@signed_in
def take_stance(suggestion_id: UUID) -> ResponseReturnValue:
    """Say for one's organisation that it supports the suggestion, or what holds it back."""
    said = request.form.get("stance", "")
    try:
        with change() as session:
            suggestion = find_suggestion(session, suggestion_id, actor())
            stance = Stance(said) if said in set(Stance) else None
            words = request.form.get("words", "")
            rules.take_stance(session, suggestion, stance, words=words, actor=the_actor(), at=now())
    except Invalid as refusal:
        return suggestion_page(suggestion_id, refusal, "stance"), 422
    return redirect(url_for("suggestions.one", suggestion_id=suggestion_id, _anchor="stances"), 303)


def suggestion_page(suggestion_id: UUID, refusal: Invalid | None = None, refused: str = "") -> str:
    """The page of a suggestion; after a refusal with what was typed, in the form that was refused."""
    suggestion = find_suggestion(reading(), suggestion_id, actor())
    [shown] = show(reading(), [suggestion], actor=actor())
    others = [one for one in reading().scalars(open_suggestions_of(suggestion.roadmap)) if one.id != suggestion.id]
    return render_template(
        "suggestions/one.html",
        roadmap=suggestion.roadmap,
        shown=shown,
        names=names_for(reading(), suggestion.roadmap, viewer=actor()),
        turns=turns_for(reading(), suggestion, actor=actor()),
        conversation=converse(reading(), [suggestion.thread], actor=actor())[0] if suggestion.thread else None,
        others=show(reading(), others, actor=actor()) if shown.may_decide else [],
        refused=refused,
        typed=request.form,
        errors=_errors(refusal),
    )


def _errors(refusal: Invalid | None) -> dict[str, str]:
    if refusal is None:
        return {}
    return {name: translate(said) for name, said in refusal.fields.items()} or {"": translate(refusal.sentence)}
