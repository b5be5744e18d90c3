"""Letting somebody in at a door, whichever way they came: by password, letter, passkey, invitation or another provider.

Every way in ends here, so that the terms of the site hold for all of them.
"""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, current_app, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from roadmaps.accounts import rules
from roadmaps.accounts.cookie import open_browser, waiting_browser
from roadmaps.accounts.models import Person, SignIn, Way
from roadmaps.accounts.proving import user_agent
from roadmaps.accounts.terms import Terms, TermsOf, strictest
from roadmaps.foundation.clock import now
from roadmaps.web.limits import network_address


def ask_terms(app: Flask, terms_of: TermsOf) -> None:
    """Let a room say on what terms each person is signed in; the strictest of all rooms holds."""
    app.extensions.setdefault("sign_in_terms", []).append(terms_of)


def ask_way_out(app: Flask, way_out: Callable[[SignIn], str | None]) -> None:
    """Let a room say where a sign-in that has just ended leads to, if not to the first page; the first to say so is heard."""
    app.extensions.setdefault("ways_out", []).append(way_out)


def way_out_of(sign_in: SignIn) -> str | None:
    """Where somebody who signs out there is led to; None for the first page."""
    answers = (way_out(sign_in) for way_out in current_app.extensions.get("ways_out", []))
    return next((answer for answer in answers if answer), None)


def terms_for(session: Session, person: Person) -> Terms:
    """On what terms the person is signed in from now on."""
    return strictest(ask(session, person) for ask in current_app.extensions.get("sign_in_terms", []))


def let_in(
    session: Session, person: Person, *, way: Way, is_strong: bool = False, proved_at: datetime | None = None
) -> str:
    """Sign the person in at this browser; return the token for its cookie.

    :param is_strong: whether what was shown counts for two steps, as a passkey that asked for a finger or a code does
    :param proved_at: when it was shown, if not just now
    """
    terms = terms_for(session, person)
    return rules.enter_as(
        session,
        person,
        way=way,
        is_strong=is_strong,
        proved_at=proved_at,
        terms=terms,
        user_agent=user_agent(),
        address=network_address(),
        at=now(),
    )


def go_on(token: str, back: str) -> Response:
    """Keep the sign-in in this browser and lead on: to where the person was going, or to the second step first."""
    open_browser(token)
    if waiting_browser() is not None:
        return redirect(url_for("accounts.second_step", next=back), 303)
    return redirect(back, 303)
