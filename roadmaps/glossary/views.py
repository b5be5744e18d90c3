"""The doors of this room."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound
from roadmaps.glossary import rules
from roadmaps.glossary.kinds import Term
from roadmaps.glossary.queries import find_term, glossary_history, term_or_removed, terms
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, open_to_all
from roadmaps.web.saving import based_on, save_form
from roadmaps.web.work import change, reading

pages = Blueprint("glossary", __name__)


@pages.get("/glossary")
@open_to_all
def index() -> ResponseReturnValue:
    """Every term, in alphabetical order."""
    return render_template("glossary/index.html", terms=terms(reading()))


@pages.get("/glossary/<uuid:term_id>")
@open_to_all
def show(term_id: UUID) -> ResponseReturnValue:
    """One term."""
    return render_template("glossary/term.html", term=find_term(reading(), term_id))


@pages.route("/glossary/new", methods=["GET", "POST"])
@coordinators_only
def new() -> ResponseReturnValue:
    """Explain a new word."""

    def act(form: Term) -> ResponseReturnValue:
        with change() as session:
            term_id = rules.add_term(session, form.model_dump(mode="json"), actor=the_actor(), at=now())
        flash(_("The word is explained now."), "good")
        return redirect(url_for("glossary.show", term_id=term_id), 303)

    return fill_in(Term, "glossary/form.html", act, back=url_for("glossary.index"), term=None, based_on=0)


@pages.get("/glossary/<uuid:term_id>/edit")
@coordinators_only
def edit(term_id: UUID) -> ResponseReturnValue:
    """The form of a term."""
    history = glossary_history(reading())
    if history is None:
        raise NotFound
    term = find_term(reading(), term_id)
    form = ShownForm(Term, term.content, {})
    return render_template("glossary/form.html", form=form, term=term, based_on=history.current)


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
    return save_form(Term, "glossary/form.html", act, back=back, term=term_or_removed(reading(), term_id))


@pages.post("/glossary/<uuid:term_id>/removal")
@coordinators_only
def remove(term_id: UUID) -> ResponseReturnValue:
    """Take a word out of the glossary."""
    with change() as session:
        rules.remove_term(session, term_id, based_on=based_on(), actor=the_actor(), at=now())
    flash(_("The word is no longer in the glossary."), "good")
    return redirect(url_for("glossary.index"), 303)
