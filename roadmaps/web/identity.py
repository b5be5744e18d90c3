"""Who is asking. The room of accounts knows how to find out; every other room asks here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g, has_request_context
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say

if TYPE_CHECKING:
    # The actor is defined a floor above, and only its name is needed here.
    from roadmaps.accounts.actors import Actor


def identify_by(
    app: Flask, finder: "Callable[[], Actor | None]", again: "Callable[[Session], Actor | None] | None" = None
) -> None:
    """Let the application find the actor of a request in this way.

    :param again: finds the actor once more in a unit of work, and keeps the rights from being taken away until it is kept
    """
    app.extensions["find_actor"] = finder
    app.extensions["find_actor_again"] = again


def actor() -> "Actor | None":
    """The person of this request as an actor, found once; None for an anonymous reader."""
    if not has_request_context():
        return None
    if "actor" not in g:
        g.is_actor_sought = True
        g.actor = current_app.extensions["find_actor"]()
        g.is_actor_sought = False
    return cast("Actor | None", g.actor)


def known_actor() -> "Actor | None":
    """The same, but nobody while it is being found out, which may itself need a session."""
    return None if has_request_context() and g.get("is_actor_sought") else actor()


def the_actor() -> "Actor":
    """The actor in a door that only people who are signed in come through."""
    person = actor()
    if person is None:
        raise signed_out()
    return person


def signed_out() -> NotAllowed:
    """What to say to somebody who has sent something, and whose sign-in has ended meanwhile."""
    return NotAllowed(say("You are not signed in any more, so what you sent was not kept. Sign in and send it again."))


def look_again(session: Session) -> None:
    """Ask once more, now that nobody else can change it, who acts and what they may.

    Between the first question and the unit of work a right may have been taken away. An act comes either before that,
    and is kept, or after it, and is refused.
    """
    again = current_app.extensions.get("find_actor_again")
    if again is not None and has_request_context() and g.get("actor") is not None:
        g.actor = again(session)


def forget_actor() -> None:
    """Look again at the next question: somebody has signed in or out, or acts for another organisation now."""
    g.pop("actor", None)


def register(app: Flask) -> None:
    """Let templates ask too. Until a room says how to find out, everyone is an anonymous reader."""
    app.extensions.setdefault("find_actor", lambda: None)
    app.jinja_env.globals["actor"] = actor
