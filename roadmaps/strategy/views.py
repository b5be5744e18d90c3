"""The doors of this room."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.freshness.pages import kept
from roadmaps.strategy import rules
from roadmaps.strategy.kinds import StrategyElement
from roadmaps.strategy.queries import element_or_removed, elements, find_element, strategy_history
from roadmaps.strategy.sorts import by_sort
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, open_to_all
from roadmaps.web.saving import based_on, save_form
from roadmaps.web.work import change, reading

pages = Blueprint("strategy", __name__)
_FORM = "strategy/form.html"


@pages.get("/strategy")
@open_to_all
@kept
def index() -> ResponseReturnValue:
    """Every part of the strategy, by sort."""
    return render_template("strategy/index.html", sorts=by_sort(elements(reading())))


@pages.route("/strategy/new", methods=["GET", "POST"])
@coordinators_only
def new() -> ResponseReturnValue:
    """Bring in a part."""

    def act(form: StrategyElement) -> ResponseReturnValue:
        with change() as session:
            element_id = rules.add_element(session, form.model_dump(mode="json"), actor=the_actor(), at=now())
        flash(_("The roadmaps' goals can serve it from now on."), "good")
        return redirect(_page_of(element_id), 303)

    return fill_in(StrategyElement, _FORM, act, back=url_for("strategy.index"), element=None, based_on=0)


@pages.get("/strategy/<uuid:element_id>/edit")
@coordinators_only
def edit(element_id: UUID) -> ResponseReturnValue:
    """The form of a part."""
    element, history = find_element(reading(), element_id), strategy_history(reading())
    form = ShownForm(StrategyElement, element.content, {})
    return render_template(_FORM, form=form, element=element, based_on=history.current if history else 0)


@pages.post("/strategy/<uuid:element_id>/edit")
@coordinators_only
def save(element_id: UUID) -> ResponseReturnValue:
    """Save it, merged with what another coordinator wrote meanwhile."""

    def act(facts: Mapping[str, Any], began_from: int, brings_back: bool) -> None:
        with change() as session:
            rules.edit_element(
                session, element_id, facts, based_on=began_from, actor=the_actor(), at=now(), brings_back=brings_back
            )
        flash(_("Saved."), "good")

    element = element_or_removed(reading(), element_id)
    return save_form(StrategyElement, _FORM, act, back=_page_of(element_id), element=element)


@pages.post("/strategy/<uuid:element_id>/removal")
@coordinators_only
def remove(element_id: UUID) -> ResponseReturnValue:
    """Take a part away."""
    with change() as session:
        rules.remove_element(session, element_id, based_on=based_on(), actor=the_actor(), at=now())
    flash(_("It is no longer part of the strategy here. Goals that served it keep its name."), "good")
    return redirect(url_for("strategy.index"), 303)


def _page_of(element_id: UUID) -> str:
    return url_for("strategy.index", _anchor=f"element-{element_id}")
