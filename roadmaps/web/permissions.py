"""The mark on every door that tells who may come through; a test walks all doors and fails on one without a mark.

The marks keep out those who cannot have any business behind a door. What an actor may do with a thing is decided by
the rules and policies, which see the thing.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor
from roadmaps.web.redirects import current_path

P = ParamSpec("P")
Door = Callable[P, ResponseReturnValue]


def open_to_all(view: Door[P]) -> Door[P]:
    """Everybody may come in, also without an account."""
    return _marked(view, "everybody")


def signed_in(view: Door[P]) -> Door[P]:
    """Only people who are signed in.

    Others are led to the page for signing in, and back again afterwards. When they send a form, because their sign-in
    has ended meanwhile, they get what they wrote back instead.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        return view(*args, **kwargs) if actor() else _to_sign_in()

    return _marked(guarded, "people who are signed in")


def coordinators_only(view: Door[P]) -> Door[P]:
    """Only coordinators."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        person = actor()
        if person is None:
            return _to_sign_in()
        if not person.is_coordinator:
            raise NotAllowed(say("This page is for coordinators."))
        return view(*args, **kwargs)

    return _marked(guarded, "coordinators")


def decided_by(policy: str) -> Callable[[Door[P]], Door[P]]:
    """The view looks the thing up through the named policy, which decides what each visitor may see."""

    def mark(view: Door[P]) -> Door[P]:
        return _marked(view, f"as {policy} decides")

    return mark


def _marked(view: Door[P], access: str) -> Door[P]:
    view.access = access  # type: ignore[attr-defined]
    return view


def _to_sign_in() -> ResponseReturnValue:
    if request.method not in {"GET", "HEAD"}:
        raise NotAllowed(
            say("You are not signed in any more, so what you sent was not kept. Sign in and send it again.")
        )
    return redirect(url_for("accounts.sign_in", next=current_path()), 303)
