"""The blueprint of this room. The address that follows a finding without an account is a secret."""

from flask import Blueprint, Response, request

pages = Blueprint("discovery", __name__)


@pages.after_request
def _keep_secret(response: Response) -> Response:
    """Its page is kept by nobody on the way, and found by no search engine."""
    if (request.view_args or {}).get("token"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response
