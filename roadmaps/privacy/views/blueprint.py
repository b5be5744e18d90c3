"""The blueprint of this room, whose answers nobody keeps a copy of on the way."""

from flask import Blueprint, Response, request

from roadmaps.web.security import keep_no_copy

pages = Blueprint("privacy", __name__)


@pages.after_request
def keep_what_is_public(response: Response) -> Response:
    """All but the public page tells of somebody."""
    return response if request.endpoint == "privacy.show" else keep_no_copy(response)
