"""Reading what a program has sent, by the operation's own models; every fault is told, by its place."""

from typing import Any, TypeVar, cast

from flask import request
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from roadmaps.api.shapes import NoQuery
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import faults_of
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import Sentence, say

M = TypeVar("M", bound=BaseModel)
DEEPEST = 20
NOT_READ = say("Some of what was sent cannot be read.")


def query_in(model: type[M]) -> dict[str, M]:
    """What stands after the question mark, under the name by which the act takes it; nothing where it takes nothing.

    :raises Invalid: when it cannot be read, or is not asked for
    """
    given = {name: values[0] if len(values) == 1 else values for name, values in request.args.lists()}
    wanted = checked(model, given)
    return {} if model is NoQuery else {"query": wanted}


def body_in(model: type[M] | None) -> dict[str, M]:
    """What was sent as JSON, under the name by which the act takes it.

    :raises Invalid: when members are missing, wrong, or not known
    """
    if model is None:
        return {}
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        sent = request.get_json()
    except (RecursionError, UnicodeError):
        raise BadRequest from None
    return {"body": checked(model, tidied(sent))}


def checked(model: type[M], given: Any) -> M:
    """The value of a model.

    :raises Invalid: with a sentence for every place that is wrong
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise Invalid(NOT_READ, {_place(one): _said(error, one) for one in error.errors()}) from None


def tidied(sent: Any, depth: int = 0) -> Any:
    """The same with every text made fit to be kept, as forms do.

    :raises Invalid: when it is nested deeper than anything that is asked for
    """
    if depth > DEEPEST:
        raise Invalid(NOT_READ)
    if isinstance(sent, str):
        return tidy(sent)
    if isinstance(sent, list):
        return [tidied(one, depth + 1) for one in sent]
    if isinstance(sent, dict):
        return {tidy(name): tidied(value, depth + 1) for name, value in sent.items()}
    return sent


def _place(one: ErrorDetails) -> str:
    return ".".join(str(part) for part in one["loc"])


def _said(error: ValidationError, one: ErrorDetails) -> Sentence:
    """The sentence that a form would show beside the field, where it has one."""
    alone = ValidationError.from_exception_data(error.title, [cast(Any, _as_raised(one))])
    return next(iter(faults_of(alone).values()))


def _as_raised(one: ErrorDetails) -> dict[str, Any]:
    return {name: one[name] for name in ("type", "loc", "input", "ctx") if name in one}
