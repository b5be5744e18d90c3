"""The ways of showing a second step that rooms above know of. They stand beside each other and meet only here.

Whoever has one is asked for it and cannot set up another while a sign-in waits: otherwise a thief with a password would
bring a second step of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from roadmaps.accounts.cookie import waiting_browser
from roadmaps.accounts.models import SignIn
from roadmaps.accounts.proving_again import GOOD_FOR
from roadmaps.accounts.rules import hold_sign_in
from roadmaps.accounts.ways_in import WayIn
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import reading

P = ParamSpec("P")
Door = Callable[P, ResponseReturnValue]


@dataclass(frozen=True)
class SecondWay:
    """One way, by its label: whether a person has it, and how it is taken from somebody who has lost it.

    `forget` is called with the session, whose it is, when, and who takes it away (None: the command line).
    """

    label: str
    has: Callable[[Session, UUID], bool]
    forget: Callable[[Session, UUID, datetime, UUID | None], None]


def add_second_way(app: Flask, way: SecondWay) -> None:
    """Make a way known."""
    app.extensions.setdefault("second_ways", []).append(way)


def second_ways() -> list[SecondWay]:
    """All that are known here."""
    return cast(list[SecondWay], current_app.extensions.get("second_ways", []))


def add_way_in(app: Flask, way: WayIn) -> None:
    """Make a way of getting in known."""
    app.extensions.setdefault("ways_in", []).append(way)


def ways_in() -> list[WayIn]:
    """All that are known here."""
    return cast(list[WayIn], current_app.extensions.get("ways_in", []))


def ways_of(session: Session, person_id: UUID) -> list[SecondWay]:
    """Those that the person has."""
    return [way for way in second_ways() if way.has(session, person_id)]


def while_waiting(view: Door[P]) -> Door[P]:
    """Beneath the mark of who may come in: only where a sign-in waits for its second step; others are led to sign in."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if waiting_browser() is None:
            return redirect(url_for("accounts.sign_in", next=safe_path(request.values.get("next", ""), "/")), 303)
        return view(*args, **kwargs)

    return guarded


def the_waiting() -> SignIn:
    """The sign-in that waits, in a door that only such ones come through."""
    sign_in = waiting_browser()
    assert sign_in is not None
    return sign_in


def may_begin_here(sign_in: SignIn) -> bool:
    """Whether a waiting sign-in may set up a second step: its person has none yet and has come in just now."""
    came_at = max(sign_in.created_at, sign_in.proved_at)
    return now() - came_at < GOOD_FOR and not ways_of(reading(), sign_in.person_id)


def the_beginner() -> SignIn:
    """The waiting sign-in of somebody who may set up a second step.

    :raises NotAllowed: to others, with what they can do instead
    """
    sign_in = the_waiting()
    _require_none(reading(), sign_in)
    if not may_begin_here(sign_in):
        raise NotAllowed(say("It is a while since you signed in here. Sign in once more, and then set it up."))
    return sign_in


def still_here(session: Session, sign_in: SignIn) -> SignIn:
    """The sign-in by which somebody sets up a second step, as the door found it, if that holds in this unit of work too.

    :raises NotAllowed: when it has ended meanwhile, or, where it waits, its person has set up a second step elsewhere
    """
    here = hold_sign_in(session, sign_in, at=now())
    if here.waits_for_second_step:
        _require_none(session, here)
    return here


def _require_none(session: Session, sign_in: SignIn) -> None:
    if ways_of(session, sign_in.person_id):
        raise NotAllowed(say("You have a second step already. Show it, and then you can add another on your page."))
