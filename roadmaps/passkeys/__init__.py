"""Passkeys: signing in with a finger, a face or a key, without a password."""

from flask import Flask

from roadmaps.accounts.second_ways import SecondWay, add_second_way, add_way_in
from roadmaps.accounts.ways_in import WayIn
from roadmaps.foundation.sentences import N_
from roadmaps.passkeys.listeners import wire
from roadmaps.passkeys.panels import hang
from roadmaps.passkeys.queries import has_passkey
from roadmaps.passkeys.rules import forget_all, forget_passkeys
from roadmaps.passkeys.views import pages

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room, and let a passkey count as a second step."""
    app.extensions["limits"].add("passkey", by_address="200 per 15 minutes")
    add_second_way(app, SecondWay(label=N_("Passkey"), has=has_passkey, forget=forget_passkeys))
    add_way_in(app, WayIn(N_("Passkey"), has_passkey, forget_all, is_second_step=True))
    hang(app.extensions["slots"])
    app.register_blueprint(pages)
