"""The blueprint of this room. The address of a link in a letter is a secret, and letters may be larger than forms."""

from typing import Any

from flask import Blueprint, Response, request

from roadmaps.consultation.letters import MOST_BYTES

pages = Blueprint("consultation", __name__)
# A form around the file.
MARGIN = 200_000


@pages.url_value_preprocessor
def _allow_letters(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anybody reads the form; what is larger is refused unread."""
    if endpoint == "consultation.letter":
        request.max_content_length = MOST_BYTES + MARGIN


@pages.after_request
def _keep_secret(response: Response) -> Response:
    """The page of a link is kept by nobody on the way, and found by no search engine."""
    if (request.view_args or {}).get("token"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response
