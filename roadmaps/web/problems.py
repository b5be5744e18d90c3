"""Refusals as programs read them: ``application/problem+json`` (RFC 9457), with sentences in the asker's language."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from flask import Flask, Response, current_app
from flask_babel import gettext as _

from roadmaps.foundation.errors import Invalid, NotIdentified, Refusal, TooMany
from roadmaps.web.language import translate

MIMETYPE = "application/problem+json"
Describe = Callable[[Any], Mapping[str, Any]]


def describe_refusals(app: Flask, kind: type[Refusal], describe: Describe) -> None:
    """Let refusals of a kind tell more to programs: `describe` returns members of the problem, as plain JSON."""
    app.extensions.setdefault("described_refusals", {})[kind] = describe


def problem_of(status: int, refusal: Refusal) -> Response:
    """The answer to a program whose request a rule refused."""
    described = cast(dict[type[Refusal], Describe], current_app.extensions.get("described_refusals", {}))
    more: dict[str, Any] = {}
    for kind, describe in described.items():
        if isinstance(refusal, kind):
            more |= describe(refusal)
    if isinstance(refusal, Invalid) and refusal.fields:
        more["errors"] = [{"field": name, "detail": translate(said)} for name, said in refusal.fields.items()]
    headers = {}
    if isinstance(refusal, TooMany):
        headers["Retry-After"] = str(refusal.seconds)
    if isinstance(refusal, NotIdentified):
        headers["WWW-Authenticate"] = "Bearer"
    return problem(status, translate(refusal.sentence), more, headers)


def problem(
    status: int, detail: str, more: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer to a program whose request failed, in a sentence."""
    address = f"{current_app.config['BASE_URL']}/api/docs#problem-{status}"
    told = {"type": address, "title": titles().get(status, _("That did not work")), "status": status, "detail": detail}
    answer = Response(json.dumps({**told, **(more or {})}, ensure_ascii=False), status, mimetype=MIMETYPE)
    answer.headers.extend(headers or {})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def titles() -> dict[int, str]:
    """What each sort of problem is called, in the asker's language."""
    return {
        400: _("Not understood"),
        401: _("Not identified"),
        403: _("Not for you to do"),
        404: _("Not found"),
        405: _("Not in this way"),
        409: _("Somebody else was here first"),
        412: _("Not as you knew it"),
        413: _("Too large"),
        415: _("Not JSON"),
        422: _("Something is wrong in what was sent"),
        428: _("The version that you began from is missing"),
        429: _("Too many requests"),
        500: _("Failed"),
        503: _("Busy"),
    }
