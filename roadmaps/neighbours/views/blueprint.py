"""The blueprint of this room. The address of a shared link is a secret, and files of roadmaps are larger than forms."""

from typing import Any

from flask import Blueprint, Response, request

from roadmaps.neighbours.client import MOST_BYTES

pages = Blueprint("neighbours", __name__)
# A form around the file.
MARGIN = 200_000
_TAKE_FILES = {"neighbours.new_mirror", "neighbours.new_county_mirror", "neighbours.new_version"}


@pages.url_value_preprocessor
def _allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anybody reads the form; what is larger is refused unread."""
    if endpoint in _TAKE_FILES:
        request.max_content_length = MOST_BYTES + MARGIN


@pages.after_request
def _keep_secret(response: Response) -> Response:
    """What a link shows is kept by nobody on the way and found by no search engine; nor is a page that tells a new secret."""
    if (request.view_args or {}).get("token"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    elif request.endpoint == "neighbours.index":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
