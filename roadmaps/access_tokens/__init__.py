"""Access tokens: how programs come in for a person or an organisation, with narrow rights that end by themselves."""

from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.access_tokens import bearer
from roadmaps.access_tokens.listeners import wire
from roadmaps.access_tokens.panels import hang
from roadmaps.access_tokens.queries import has_open_token
from roadmaps.access_tokens.rules import end_all, remind
from roadmaps.access_tokens.views import pages
from roadmaps.accounts.second_ways import add_way_in
from roadmaps.accounts.ways_in import WayIn
from roadmaps.foundation.clock import now
from roadmaps.foundation.sentences import N_

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room, and let programs be known by their tokens."""
    bearer.install(app)
    app.extensions["chores"].add("tell of access tokens that expire", remind, every=timedelta(hours=6))
    add_way_in(app, WayIn(N_("Access tokens"), _has, end_all, is_for_programs=True))
    hang(app.extensions["slots"])
    app.register_blueprint(pages)


def _has(session: Session, person_id: UUID) -> bool:
    return has_open_token(session, person_id, now())
