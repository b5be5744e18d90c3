"""Showing the inviter the link of an invitation, once, so that a site without mail works too.

The link waits in the inviter's own session between the form and the page that shows it: the table has only its hash. Where
the site sends mail only coordinators see it: whoever opens the link learns whether the address has an account, and becomes
whoever has that address.
"""

from flask import current_app, redirect, session, url_for
from werkzeug.wrappers import Response

from roadmaps.accounts.rules import Letter
from roadmaps.web.identity import actor

_KEY = "letter"


def show_letter(letter: Letter) -> Response:
    """Lead the inviter to the page that shows the link."""
    if is_shown():
        session[_KEY] = [str(letter.invitation.id), letter.token]
    return redirect(url_for("accounts.letter", invitation_id=letter.invitation.id))


def is_shown() -> bool:
    """Whether the one who sits here sees links; others leave it to the letter."""
    inviter = actor()
    return not current_app.extensions["settings"].mail_url or (inviter is not None and inviter.is_coordinator)


def take_token(invitation_id: object) -> str | None:
    """The secret of the invitation's link, if it was made in this browser just now and has not been shown yet."""
    kept: list[str] = session.pop(_KEY, [])
    return kept[1] if kept[:1] == [str(invitation_id)] else None
