"""Answers as JSON, each with a tag by which a program can ask whether it has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, request
from pydantic import BaseModel

from roadmaps.api.paging import Part
from roadmaps.api.shapes import Page
from roadmaps.api.tags import Made, made_from, says_the_same, tag_of, unchanged

MIMETYPE = "application/json"


@dataclass(frozen=True)
class Told:
    """What an act answers: its model, what tells its version (for the tag), and the address of what was made."""

    model: BaseModel
    version: int | None = None
    location: str = ""


@dataclass(frozen=True)
class Written:
    """An answer as it is sent and kept."""

    status: int
    body: str
    location: str = ""
    version: int | None = None


def answer_to_question(ask: Callable[[], BaseModel | Part[Any] | Told], *, goes_by_marks: bool) -> Response:
    """The answer, or 304 where the program has it already: before it is made if that can be told, else after."""
    made = made_from(goes_by_marks=goes_by_marks)
    if tag := made.is_still_good:
        return _kept_by_asker(unchanged(tag))
    with made.making():
        found = ask()
    if not isinstance(found, Part):
        return _unless_known(answer_to_act(found, 200), made)
    answer = _unless_known(Written(200, Page(items=list(found.items), next=found.cursor).model_dump_json()), made)
    if found.cursor:
        answer.headers["Link"] = f'<{_next_address(found.cursor)}>; rel="next"'
    return answer


def answer_to_act(told: BaseModel | Told, status: int) -> Written:
    """What an act answers, ready to be sent."""
    if isinstance(told, Told):
        return Written(status, told.model.model_dump_json(), told.location, told.version)
    return Written(status, told.model_dump_json())


def send(written: Written) -> Response:
    """The answer to a request that changed something."""
    answer = _response(written)
    if written.location:
        answer.headers["Location"] = f"{current_app.config['BASE_URL']}{written.location}"
    return answer


def _unless_known(written: Written, made: Made) -> Response:
    tag = tag_of(written.version, written.body, made.word)
    return _kept_by_asker(unchanged(tag)) if says_the_same(tag) else _response(written, tag)


def _response(written: Written, tag: str = "") -> Response:
    answer = Response(written.body, written.status, mimetype=MIMETYPE)
    answer.set_etag(tag or tag_of(written.version, written.body))
    return _kept_by_asker(answer)


def _kept_by_asker(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.vary.update(["Authorization", "Accept-Language"])
    return answer


def _next_address(cursor: str) -> str:
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{current_app.config['BASE_URL']}{request.path}?{urlencode([*asked, ('cursor', cursor)])}"
