"""Who asks, and whether what they have shown is good for it. The only place where scopes are looked at."""

from flask import request

from roadmaps.access_tokens.bearer import shown_token, shows_something
from roadmaps.access_tokens.models import Scope
from roadmaps.foundation.errors import NotAllowed, NotIdentified
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor
from roadmaps.web.limits import keep_pace

READING, WRITING = "ask as a program", "write as a program"


def check_caller(scope: Scope, *, needs_token: bool) -> None:
    """Let in whoever has shown a token that is good for it; for reading also those who have shown nothing.

    Within a unit of work the actor is asked for again, so that a token that was ended meanwhile lets nobody in.

    :raises NotIdentified: when something was shown that is not good (any more), or nothing where a token is needed
    :raises NotAllowed: when the token's owner did not let it do that
    """
    token, person = shown_token(), actor()
    if (shows_something() or needs_token) and (token is None or person is None):
        if shows_something():
            raise NotIdentified(say("This access token is not good: it was ended, has expired, or never was one."))
        raise NotIdentified(say("This needs an access token. Make one on your own page."))
    if token is not None and not token.is_good_for(scope):
        raise NotAllowed(
            say("This access token was not made for that. Make one with the right to: %(scope)s", scope=scope)
        )


def keep_pace_of_programs() -> None:
    """Count requests by token, or by network address where none is shown."""
    token = shown_token()
    account = str(token.token_id) if token else ""
    keep_pace(READING if token else f"{READING} that is nobody", account=account)
    if token and request.method not in {"GET", "HEAD", "OPTIONS"}:
        keep_pace(WRITING, account=account)
