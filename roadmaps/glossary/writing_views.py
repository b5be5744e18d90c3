"""Writing in the glossary, for those who keep it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.glossary import rules
from roadmaps.glossary.kinds import Term
from roadmaps.glossary.queries import find_term, glossary_history, term_or_removed
from roadmaps.revisions.changes import WriteConflict
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import coordinators_only
from roadmaps.web.saving import based_on, save_form
from roadmaps.web.work import change, reading

pages = Blueprint("glossary_writing", __name__)
_FORM = "glossary/form.html"


@pages.route("/glossary/new", methods=["GET", "POST"])
@coordinators_only
def new() -> ResponseReturnValue:
    """Explain a new word, perhaps one that somebody has asked for."""

    def act(form: Term) -> ResponseReturnValue:
        with change() as session:
            term_id = rules.add_term(session, form.model_dump(mode="json"), actor=the_actor(), at=now())
        flash(_("The word is explained now."), "good")
        return redirect(url_for("glossary.show", term_id=term_id), 303)

    start = {"title": request.args.get("title", "")[:200]}
    return fill_in(Term, _FORM, act, back=url_for("glossary.index"), start=start, term=None, based_on=0)


@pages.get("/glossary/<uuid:term_id>/edit")
@coordinators_only
def edit(term_id: UUID) -> ResponseReturnValue:
    """The form of a term."""
    history = glossary_history(reading())
    if history is None:
        raise NotFound
    term = find_term(reading(), term_id)
    return render_template(_FORM, form=ShownForm(Term, term.content, {}), term=term, based_on=history.current)


@pages.post("/glossary/<uuid:term_id>/edit")
@coordinators_only
def save(term_id: UUID) -> ResponseReturnValue:
    """Save it, merged with what another coordinator wrote meanwhile."""

    def act(facts: Mapping[str, Any], began_from: int, brings_back: bool) -> None:
        with change() as session:
            rules.edit_term(
                session, term_id, facts, based_on=began_from, actor=the_actor(), at=now(), brings_back=brings_back
            )
        flash(_("Saved."), "good")

    back = url_for("glossary.show", term_id=term_id)
    return save_form(Term, _FORM, act, back=back, term=term_or_removed(reading(), term_id))


@pages.post("/glossary/<uuid:term_id>/removal")
@coordinators_only
def remove(term_id: UUID) -> ResponseReturnValue:
    """Take a word out of the glossary. The list then offers to undo it."""
    with change() as session:
        revision = rules.remove_term(session, term_id, based_on=based_on(), actor=the_actor(), at=now())
    return redirect(url_for("glossary.index", undoable=revision.number if revision else None), 303)


@pages.post("/glossary/<uuid:term_id>/restoration")
@coordinators_only
def restore(term_id: UUID) -> ResponseReturnValue:
    """Let the term say again what it said as of a change."""
    number = request.form.get("number", 0, type=int)
    try:
        with change() as session:
            rules.restore_term(session, term_id, number, based_on=based_on(), actor=the_actor(), at=now())
    except (WriteConflict, Invalid) as refusal:
        flash(_why_not(refusal), "warning")
        return redirect(url_for("glossary.history", term_id=term_id), 303)
    flash(_("It says again what it said then. Nothing between has been lost."), "good")
    return redirect(url_for("glossary.show", term_id=term_id), 303)


@pages.post("/glossary/changes/<int:number>/undoing")
@coordinators_only
def undo(number: int) -> ResponseReturnValue:
    """Take back what one change did."""
    try:
        with change() as session:
            rules.undo_change(session, number, actor=the_actor(), at=now())
    except (WriteConflict, Invalid) as refusal:
        flash(_why_not(refusal), "danger")
        return redirect(url_for("glossary.changes"), 303)
    flash(_("It is undone."), "good")
    return redirect(url_for("glossary.index"), 303)


def _why_not(refusal: WriteConflict | Invalid) -> str:
    if isinstance(refusal, Invalid):
        return " ".join(translate(sentence) for sentence in refusal.fields.values()) or translate(refusal.sentence)
    return str(_("Somebody has changed it since you opened the page. Here is what it says now."))
