"""What the doors of this room have in common: the blueprint, and the marks that tell who may come in."""

from flask import Blueprint, Response, request

from roadmaps.web.permissions import decided_by

pages = Blueprint("meetings", __name__)
READ = decided_by("meetings.policy.may_read")


@pages.after_request
def _keep_secret(response: Response) -> Response:
    """The address of a personal link is a secret: no search engine may keep it, and nobody on the way either."""
    if "token" in (request.view_args or {}):
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "no-store"
    return response
