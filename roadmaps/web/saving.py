"""Saving one thing in a form, such as a term of the glossary, that somebody else may have changed meanwhile."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from roadmaps.foundation.errors import Conflict
from roadmaps.foundation.sentences import say
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.forms import typed_in

Save = Callable[[Mapping[str, Any], int, bool], object]
_BOTH = say("Somebody else changed the same words. Both texts stand below: make them one, and save.")
_GONE = say("Somebody else has taken this away meanwhile. Your text is kept: save it to bring it back.")


def based_on() -> int:
    """The number of the version that the sent form began from; 0 when it names none."""
    sent = request.form.get("based_on", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def save_form(model: type[BaseModel], template: str, save: Save, *, back: str, **context: Any) -> ResponseReturnValue:
    """Answer the door that saves a form, and show it once more, with status 409, where two have written.

    `save` gets the facts, the number that the writer began from, and whether the thing is to come back although it was
    removed meanwhile. The template also gets `based_on` and `brings_back`, which the form must carry.
    """
    brings_back = bool(request.form.get("bring_back"))

    def act(form: BaseModel) -> None:
        save(form.model_dump(mode="json"), based_on(), brings_back)

    try:
        return fill_in(model, template, act, back=back, based_on=based_on(), brings_back=brings_back, **context)
    except Conflict as conflict:
        offer = conflict.offer
        if offer is None:
            raise
        typed = {**typed_in(model, request.form), **offer.content}
        form = ShownForm(model, typed, {}, _GONE if offer.is_removed else _BOTH)
        page = render_template(template, form=form, based_on=offer.number, brings_back=offer.is_removed, **context)
        return page, 409
