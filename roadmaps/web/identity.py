"""Who is asking. The room of accounts knows how to find out; every other room asks here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g, has_request_context

if TYPE_CHECKING:
    # The actor is defined a floor above, and only its name is needed here.
    from roadmaps.accounts.actors import Actor


def identify_by(app: Flask, finder: "Callable[[], Actor | None]") -> None:
    """Let the application find the actor of a request in this way."""
    app.extensions["find_actor"] = finder


def actor() -> "Actor | None":
    """The person of this request as an actor, found once; None for an anonymous reader."""
    if not has_request_context():
        return None
    if "actor" not in g:
        g.actor = current_app.extensions["find_actor"]()
    return cast("Actor | None", g.actor)


def the_actor() -> "Actor":
    """The actor in a door that only people who are signed in come through."""
    person = actor()
    assert person is not None
    return person


def forget_actor() -> None:
    """Look again at the next question: somebody has signed in or out, or acts for another organisation now."""
    g.pop("actor", None)


def register(app: Flask) -> None:
    """Let templates ask too. Until a room says how to find out, everyone is an anonymous reader."""
    app.extensions.setdefault("find_actor", lambda: None)
    app.jinja_env.globals["actor"] = actor
