"""The blueprint that the doors of this room hang on."""

from collections.abc import Callable

from flask import Blueprint

from roadmaps.accounts import policy
from roadmaps.web.security import keep_no_copy

pages = Blueprint("accounts", __name__)
pages.after_request(keep_no_copy)


@pages.context_processor
def words() -> dict[str, Callable[..., bool]]:
    """What the templates of this room ask."""
    return {name: getattr(policy, name) for name in dir(policy) if name.startswith("may_")}
