"""Answers that whoever has them already need not have again: with a tag made of what they are made from. For the doors only."""

import hashlib
from collections.abc import Callable

from flask import Response, make_response, request

# Others may keep it for a while, and ask then.
_KEPT = "public, max-age=300"


def answer(made_from: object, content_type: str, make: Callable[[], bytes]) -> Response:
    """304 to whoever has what is made from the same; otherwise what `make` gives, for anybody on any site to read."""
    response = make_response()
    response.set_etag(hashlib.sha256(repr(made_from).encode()).hexdigest()[:32])
    response.content_type = content_type
    response.headers["Cache-Control"] = _KEPT
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response.make_conditional(request)
    if response.status_code != 304:
        response.set_data(make())
    return response
