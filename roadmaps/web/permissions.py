"""The mark on every door that tells who may come through; a test walks all doors and fails on one without a mark.

The marks keep out those who cannot have any business behind a door. What an actor may do with a thing is decided by
the rules and policies, which see the thing.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor, signed_out
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


def freshly_proved(view: Door[P]) -> Door[P]:
    """Beneath the mark of who may come in: only people who have lately shown who they are, for acts that a thief would like.

    Others show it again first, and then go on with what they were doing: a page is come back to, and what was sent in a
    form is kept meanwhile. The room of accounts knows how.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        asked = proof_first()
        return view(*args, **kwargs) if asked is None else asked

    guarded.is_freshly_proved = True  # type: ignore[attr-defined]
    return guarded


def proof_first() -> Response | None:
    """Where to go first for whoever has not lately shown who they are; None for whoever has.

    For a door that is dangerous only for some of what can be sent, such as giving the role of process leader: the view
    asks this before it acts, and returns the answer if there is one.
    """
    asked: Response | None = current_app.extensions["ask_for_proof"]()
    return asked


def _marked(view: Door[P], access: str) -> Door[P]:
    view.access = access  # type: ignore[attr-defined]
    return view


def _to_sign_in() -> ResponseReturnValue:
    if request.method not in {"GET", "HEAD"}:
        raise signed_out()
    return redirect(url_for("accounts.sign_in", next=current_path()), 303)
