"""Answers as JSON, each with a tag by which a program can ask whether it has changed."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, request
from pydantic import BaseModel

from roadmaps.api.paging import Part
from roadmaps.api.shapes import Page

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


def answer_to_question(found: BaseModel | Part[Any] | Told) -> Response:
    """The answer, or 304 where the program has it already."""
    if isinstance(found, Part):
        answer = _response(Written(200, Page(items=list(found.items), next=found.cursor).model_dump_json()))
        if found.cursor:
            answer.headers["Link"] = f'<{_next_address(found.cursor)}>; rel="next"'
    else:
        answer = _response(answer_to_act(found, 200))
    answer.make_conditional(request)
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


def tag_of(version: int | None, body: str) -> str:
    """The tag of an answer: what it says, and in front the version of the block that it is, if it is one."""
    digest = hashlib.sha256(body.encode()).hexdigest()[:24]
    return digest if version is None else f"v{version}.{digest}"


def _response(written: Written) -> Response:
    answer = Response(written.body, written.status, mimetype=MIMETYPE)
    answer.set_etag(tag_of(written.version, written.body))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.vary.update(["Authorization", "Accept-Language"])
    return answer


def _next_address(cursor: str) -> str:
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{current_app.config['BASE_URL']}{request.path}?{urlencode([*asked, ('cursor', cursor)])}"
