"""Who comes in by a token. At addresses for programs nobody is known by a cookie; everywhere else nobody by a token."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from flask import Flask, g, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from roadmaps.access_tokens import rules
from roadmaps.access_tokens.models import AccessToken, Scope
from roadmaps.access_tokens.queries import is_service_account, open_token, still_lets_in
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.holding import hold
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import now, today
from roadmaps.web.identity import identify_by
from roadmaps.web.programs import is_for_programs
from roadmaps.web.work import change, reading

LONGEST_SHOWN = 200
Finder = Callable[[], Actor | None]
FinderAgain = Callable[[Session], Actor | None]


@dataclass(frozen=True)
class ShownToken:
    """The token of this request, as plain values, found to let its program in."""

    token_id: UUID
    person_id: UUID
    scopes: frozenset[str]

    def is_good_for(self, scope: Scope) -> bool:
        """Whether its owner has let it do that."""
        return scope.value in self.scopes


def install(app: Flask) -> None:
    """Let programs be known by their tokens, beside the browsers that are known already."""
    by_browser = cast(Finder, app.extensions["find_actor"])
    again = cast(FinderAgain, app.extensions["find_actor_again"])
    identify_by(
        app,
        lambda: _find() if is_for_programs() else by_browser(),
        again=lambda session: _find_again(session) if is_for_programs() else again(session),
    )


def shows_something() -> bool:
    """Whether the request claims to come from somebody, rightly or not."""
    return "Authorization" in request.headers


def shown_token() -> ShownToken | None:
    """The token that the request shows, if it lets its program in; found once."""
    if "shown_token" not in g:
        g.shown_token = _look_at(_word())
    return cast(ShownToken | None, g.shown_token)


def _word() -> str:
    sort, _space, word = request.headers.get("Authorization", "").partition(" ")
    return word.strip() if sort.lower() == "bearer" and len(word) <= LONGEST_SHOWN else ""


def _look_at(word: str) -> ShownToken | None:
    token = open_token(reading(), word, now()) if word else None
    if token is None:
        return None
    _keep_use(token, now())
    return ShownToken(token.id, token.person_id, frozenset(token.scopes))


def _keep_use(token: AccessToken, at: datetime) -> None:
    if token.used_at is not None and at - token.used_at < rules.USED_IS_KEPT_EVERY:
        return
    # A request must not fail, nor wait for long, because the database is busy writing something else.
    with suppress(OperationalError), change() as writing:
        rules.touch(writing.get_one(AccessToken, token.id), at=at)


def _find() -> Actor | None:
    shown = shown_token()
    return _actor(reading(), shown) if shown else None


def _find_again(session: Session) -> Actor | None:
    shown = shown_token()
    if shown is None:
        return None
    hold(session, shown.person_id)
    return _actor(session, shown) if still_lets_in(session, shown.token_id, now()) else None


def _actor(session: Session, shown: ShownToken) -> Actor | None:
    """A program of an organisation acts for it or not at all."""
    actor = load_actor(session, shown.person_id, on=today())
    if actor is None or (actor.acting_for_id is None and is_service_account(session, actor.person_id)):
        return None
    return actor
