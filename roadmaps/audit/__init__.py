"""The audit log: the journal told in sentences, searched, fetched, published and verified."""

from uuid import UUID

from flask import Flask

from roadmaps.access_tokens.bearer import shown_token
from roadmaps.accounts.cookie import this_browser
from roadmaps.audit.commands import audit
from roadmaps.audit.panels import hang
from roadmaps.audit.publishing import CHORE, EVERY, Publisher
from roadmaps.audit.views import pages
from roadmaps.web.programs import is_for_programs

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, and publish where the journal stands every day."""
    settings = app.extensions["settings"]
    app.register_blueprint(pages)
    hang(app.extensions["slots"])
    publisher = Publisher(settings.heads_dir, settings.audit_mail, app.extensions["outbox"], settings.base_url)
    app.extensions["chores"].add(CHORE, publisher.publish, every=EVERY)
    app.cli.add_command(audit)
    app.extensions["find_sign_in_id"] = _what_lets_in


def _what_lets_in() -> UUID | None:
    """The browser in which somebody is signed in, or the token that a program has shown."""
    if is_for_programs():
        return token.token_id if (token := shown_token()) else None
    return browser.sign_in_id if (browser := this_browser()) else None
