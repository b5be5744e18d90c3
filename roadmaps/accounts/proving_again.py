"""Showing once more who one is, before an act that somebody at an open browser could do much harm with.

A page is simply come back to. What was sent in a form is kept meanwhile, and sent on with one press.
"""

from datetime import timedelta
from urllib.parse import quote

from flask import Flask, redirect, request, url_for
from werkzeug.wrappers import Response

from roadmaps.accounts import rules
from roadmaps.accounts.cookie import this_browser
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import the_actor
from roadmaps.web.redirects import current_path, safe_path
from roadmaps.web.work import change

GOOD_FOR = timedelta(minutes=15)
OURS = "csrf_token"


def install(app: Flask) -> None:
    """Tell the mark `freshly_proved` how it is asked."""
    app.extensions["ask_for_proof"] = _ask


def is_fresh() -> bool:
    """Whether who sits at this browser has shown lately who they are.

    Where two steps were shown to come in, nothing less will do: otherwise a password, or the letters that lie open on the same
    computer, would be enough to put another second step in the place of the one that was shown.
    """
    browser = this_browser()
    return browser is not None and now() - (browser.strong_at or browser.proved_at) < GOOD_FOR


def needs_second_step() -> bool:
    """Whether a password or a letter is too little to show in this browser."""
    browser = this_browser()
    return browser is not None and browser.strong_at is not None


def _ask() -> Response | None:
    if is_fresh():
        return None
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("accounts.show_again", next=current_path()), 303)
    if request.files or request.is_json:
        raise NotAllowed(say("Show once more who you are, and then do it again: this takes more than an open browser."))
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != OURS]
    with change() as session:
        token = rules.keep_form(session, _this_door(), fields, at=now(), actor=the_actor())
    return redirect(url_for("accounts.show_again", next=url_for("accounts.go_on_with", token=token)), 303)


def _this_door() -> str:
    path, query = quote(request.path, safe="/._~-"), quote(request.query_string, safe="._~%&=+,:-")
    return safe_path(f"{path}?{query}" if query else path, path)
