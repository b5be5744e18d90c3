"""Where in a page a form or a link leads: Turbo follows a redirect without its fragment, so the next page is told of it.

A browser without scripts goes by the address, and needs none of this.
"""

from urllib.parse import urldefrag

from flask import Flask, Response, request, session

TURBO = "X-Turbo-Request-Id"


def landing() -> str | None:
    """The id of the element that the page is to show first, once."""
    place: str | None = session.pop("landing", None)
    return place


def register(app: Flask) -> None:
    """Keep the fragments that Turbo would lose, and let templates ask for them."""
    app.after_request(_keep_fragment)
    app.jinja_env.globals["landing"] = landing


def _keep_fragment(response: Response) -> Response:
    if response.status_code in (302, 303) and TURBO in request.headers:
        fragment = urldefrag(response.headers.get("Location", "")).fragment
        if fragment:
            session["landing"] = fragment
    return response
