"""Webhooks: telling other systems what has happened, signed, in order, and again until they have heard."""

from datetime import timedelta

from flask import Flask

from roadmaps.foundation.clock import now
from roadmaps.foundation.sealing import Seal
from roadmaps.web.background import employ
from roadmaps.webhooks import listeners, panels, rules
from roadmaps.webhooks.commands import send_webhooks
from roadmaps.webhooks.letters import WebhookLetters
from roadmaps.webhooks.posting import Post
from roadmaps.webhooks.rounds import Rounds
from roadmaps.webhooks.views import EXTENSION, pages

__all__ = ["register"]

PAUSE_SECONDS = 2.0


def register(app: Flask) -> None:
    """Open the doors of this room, write messages with the acts that they tell of, and let a process send them."""
    settings, units = app.extensions["settings"], app.extensions["units_of_work"]
    seal = app.extensions[EXTENSION] = Seal(settings.secret_key, "webhooks")
    post = Post(is_local_allowed=settings.are_neighbours_local)
    rounds = app.extensions["webhooks"] = Rounds(units, post, seal, base_url=settings.base_url, clock=now)
    listeners.listen(units)
    WebhookLetters(app.extensions["outbox"]).wire(units.listeners)
    app.extensions["chores"].add("old webhook messages", rules.forget_old, every=timedelta(days=1))
    app.register_blueprint(pages)
    app.cli.add_command(send_webhooks)
    panels.hang(app.extensions["slots"])
    if not settings.is_testing:
        employ(app, "webhooks", rounds.begin_due, pause_seconds=PAUSE_SECONDS)
