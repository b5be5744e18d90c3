"""The strength areas, and who serves them in which role."""

from flask import Flask

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.cookie import this_browser
from roadmaps.areas import panels
from roadmaps.areas.actors import load_actor
from roadmaps.areas.listeners import wire
from roadmaps.areas.views import pages
from roadmaps.foundation.clock import today
from roadmaps.web.identity import identify_by
from roadmaps.web.work import reading

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room, and tell the application who is asking."""
    identify_by(app, _find_actor)
    panels.hang(app.extensions["slots"])
    app.register_blueprint(pages)


def _find_actor() -> Actor | None:
    browser = this_browser()
    if browser is None:
        return None
    return load_actor(reading(), browser.person_id, on=today(), acting_for_id=browser.acting_for_id)
