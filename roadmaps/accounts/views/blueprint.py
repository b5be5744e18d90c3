"""The blueprint that the doors of this room hang on."""

from collections.abc import Callable

from flask import Blueprint, Response

from roadmaps.accounts import policy

pages = Blueprint("accounts", __name__)


@pages.context_processor
def words() -> dict[str, Callable[..., bool]]:
    """What the templates of this room ask."""
    return {name: getattr(policy, name) for name in dir(policy) if name.startswith("may_")}


@pages.after_request
def keep_out_of_caches(response: Response) -> Response:
    """Pages of this room name people and carry links that open accounts: no cache and no search engine keeps them."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Robots-Tag", "noindex")
    return response
