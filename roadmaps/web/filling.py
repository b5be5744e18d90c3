"""The common way of filling in a form: show it, read it, act, and go back; or show it again with what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel
from werkzeug.wrappers import Response

from roadmaps.foundation.errors import Invalid, MovedOn, NotAllowed, Refusal
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.web.forms import Choice, fields_of, read_form

M = TypeVar("M", bound=BaseModel)


def fill_in(
    model: type[M],
    template: str,
    act: Callable[[M], object],
    *,
    back: str,
    start: Mapping[str, Any] | None = None,
    choices: Mapping[str, Sequence[Choice]] | None = None,
    **context: object,
) -> ResponseReturnValue:
    """Answer a door that shows and takes one form.

    On GET the form is shown, filled with `start`. On POST it is read; `act` gets its value, and the person goes to
    `back`, or where `act` leads with a response. What the model or a rule refuses is shown in the form with status
    422 (403 when it was not allowed), and all that was typed stays. The template gets `form` (fields, typed, errors, sentence) and the context.
    """
    if request.method != "POST":
        return render_template(template, form=ShownForm(model, dict(start or {}), {}, None, choices), **context)
    reading = read_form(model, request.form)
    refusal: Refusal | None = None
    if reading.value is not None:
        try:
            answer = act(reading.value)
            return answer if isinstance(answer, Response) else redirect(back, 303)
        except (Invalid, NotAllowed) as error:
            refusal = error
    sentence = refusal.sentence if refusal else say("Some of what you wrote needs another look.")
    errors = reading.with_errors(refusal).errors if isinstance(refusal, Invalid) else reading.errors
    typed = {**reading.typed, **refusal.begin_from} if isinstance(refusal, MovedOn) else reading.typed
    page = render_template(template, form=ShownForm(model, typed, errors, sentence, choices), **context)
    return page, 403 if isinstance(refusal, NotAllowed) else 422


class ShownForm:
    """A form as templates see it."""

    def __init__(
        self,
        model: type[BaseModel],
        typed: Mapping[str, Any],
        errors: Mapping[str, Sentence],
        sentence: Sentence | None = None,
        choices: Mapping[str, Sequence[Choice]] | None = None,
    ) -> None:
        offered = choices or {}
        self.fields = [spec.offering(offered[spec.name]) if spec.name in offered else spec for spec in fields_of(model)]
        self.typed = dict(typed)
        self.errors = dict(errors)
        self.sentence = sentence
