"""Signing in with the organisation's own account, by OpenID Connect."""

import os
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.entering import ask_way_out
from roadmaps.accounts.second_ways import add_way_in
from roadmaps.accounts.ways_in import WayIn
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.single_sign_on import panels
from roadmaps.single_sign_on.commands import providers
from roadmaps.single_sign_on.following import take_back_unused
from roadmaps.single_sign_on.leaving import way_out
from roadmaps.single_sign_on.listeners import wire
from roadmaps.single_sign_on.providers import read_providers
from roadmaps.single_sign_on.queries import has_account
from roadmaps.single_sign_on.rules import forget_ways_out, untie_own
from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from roadmaps.single_sign_on.views import hear_sign_out, pages

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Read whom the site trusts, open the doors of this room, and hang its panels."""
    settings = app.extensions["settings"]
    path = settings.sign_in_providers
    own = app.extensions[EXTENSION] = Trusted(read_providers(path, os.environ) if path else ())
    # A whole town hall signs in at eight o'clock, behind one address.
    app.extensions["limits"].add("provider", by_address="400 per 10 minutes")
    app.extensions["limits"].add("provider sign-out", by_address="2000 per 10 minutes")
    ask_way_out(app, way_out)
    add_way_in(app, WayIn(N_("Account elsewhere"), has_account, untie_own))
    panels.hang(app.extensions["slots"])
    app.register_blueprint(pages)
    # A provider has no window here; its own signature is what shows that the word comes from it.
    app.extensions["csrf"].exempt(hear_sign_out)
    app.cli.add_command(providers)

    def tidy(session: Session, at: datetime) -> None:
        days = {one.key: one.role_days for one in own}
        take_back_unused(session, days, at=at, on=day_of(at))
        forget_ways_out(session, at)

    app.extensions["chores"].add("take back what groups gave", tidy, every=timedelta(hours=6))
