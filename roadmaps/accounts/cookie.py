"""Who sits at this browser. Flask-Login keeps a random token in the session cookie; the row of the sign-in decides whether
it still counts, so that ending the row signs the browser out at its next request.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from flask import Flask, session
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from roadmaps.accounts import rules
from roadmaps.accounts.models import SignIn
from roadmaps.accounts.rules.entry import SEEN_IS_KEPT_EVERY
from roadmaps.accounts.secrets import hash_of
from roadmaps.accounts.terms import LONGEST
from roadmaps.foundation.clock import now
from roadmaps.freshness.keeper import Keeper
from roadmaps.freshness.returning import SignIns
from roadmaps.web.identity import forget_actor
from roadmaps.web.work import change, reading

KEPT_BY_FLASK_LOGIN = "_user_id"
# As long as these are as they were, a sign-in lets the same person in, for the same organisation, as freshly proved.
_WHAT_LETS_IN = (
    "person_id",
    "acting_for_id",
    "proved_at",
    "strong_at",
    "waits_for_second_step",
    "seen_at",
    "idle_until",
    "expires_at",
    "ended_at",
)


@dataclass(frozen=True)
class Browser:
    """The sign-in of this request, as plain values; the three truths are what Flask-Login asks of one who is signed in."""

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    token: str
    sign_in_id: UUID
    person_id: UUID
    acting_for_id: UUID | None
    seen_at: datetime
    proved_at: datetime
    strong_at: datetime | None
    counts_until: datetime
    """When it ends by itself, unless it is used before that."""

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie."""
        return self.token


def install(app: Flask) -> None:
    """Let Flask-Login find the sign-in of a request. The cookie outlives the browser's window; the row sets its limits."""
    app.config.update(PERMANENT_SESSION_LIFETIME=LONGEST, SESSION_REFRESH_EACH_REQUEST=False)
    manager = LoginManager(app)
    # Comparing addresses and browsers signs people out on trains and lets thieves beside them in.
    manager.session_protection = None
    manager.user_loader(_find)
    pages: Keeper = app.extensions["kept_pages"]
    pages.looking.goes_by(SignIns(SignIn.__tablename__, SignIn.token_hash.key, _WHAT_LETS_IN, _what_lets_in))


def this_browser() -> Browser | None:
    """The sign-in of this request, if there is one that counts: itself, so that it stays the same in another thread."""
    found = current_user._get_current_object()  # noqa: SLF001 - how a proxy of Werkzeug is seen through
    return found if isinstance(found, Browser) else None


def waiting_browser() -> SignIn | None:
    """The sign-in of this request that waits for a second step: its person is known, but not let in."""
    token = session.get(KEPT_BY_FLASK_LOGIN)
    return rules.find_waiting(reading(), token, at=now()) if isinstance(token, str) else None


def open_browser(token: str) -> None:
    """Keep a fresh sign-in in this browser; whatever the session held before, and whoever planted it, is gone.

    Where the same sign-in goes on under a new token, because its person has shown once more who they are, the rest stays:
    forms that lie open in other windows are still good.
    """
    before, browser = this_browser(), _find(token)
    if before is None or browser is None or before.sign_in_id != browser.sign_in_id:
        session.clear()
    session.permanent = True
    if browser:
        login_user(browser)
    else:
        session[KEPT_BY_FLASK_LOGIN] = token
    forget_actor()


def close_browser() -> None:
    """Forget who sat here."""
    logout_user()
    session.clear()
    forget_actor()


def _what_lets_in() -> tuple[str, datetime] | None:
    """The sign-in of this request; until it has to be noted that it is used, if it does not end before that."""
    browser = this_browser()
    if browser is None:
        return None
    return hash_of(browser.token), min(browser.counts_until, browser.seen_at + SEEN_IS_KEPT_EVERY)


def _find(token: str) -> Browser | None:
    at = now()
    sign_in = rules.find_sign_in(reading(), token, at=at)
    if sign_in is None:
        return None
    if at - sign_in.seen_at >= SEEN_IS_KEPT_EVERY:
        # A page must not fail, nor wait for long, because the database is busy writing something else.
        with suppress(OperationalError), change() as writing:
            rules.touch(writing, writing.get_one(SignIn, sign_in.id), at=at)
    return Browser(
        token=token,
        sign_in_id=sign_in.id,
        person_id=sign_in.person_id,
        acting_for_id=sign_in.acting_for_id,
        seen_at=sign_in.seen_at,
        proved_at=sign_in.proved_at,
        strong_at=sign_in.strong_at,
        counts_until=min(sign_in.idle_until, sign_in.expires_at),
    )
