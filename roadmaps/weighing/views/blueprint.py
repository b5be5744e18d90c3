"""The blueprint of this room. The address of a link in a letter is a secret."""

from flask import Blueprint, Response, request

pages = Blueprint("weighing", __name__)


@pages.after_request
def _keep_secret(response: Response) -> Response:
    """The page of a link is kept by nobody on the way, and found by no search engine."""
    if (request.view_args or {}).get("token"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response
