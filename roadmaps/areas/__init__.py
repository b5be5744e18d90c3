"""The strength areas, and who serves them in which role."""

from typing import cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.cookie import this_browser
from roadmaps.accounts.entering import ask_terms
from roadmaps.accounts.holding import hold, is_signed_in
from roadmaps.accounts.inviters import answer_for_invitations
from roadmaps.areas import listeners as hearing
from roadmaps.areas import panels, sign_in_terms
from roadmaps.areas.actors import load_actor
from roadmaps.areas.rules import answering_for
from roadmaps.areas.views import pages
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.events import Listeners
from roadmaps.freshness.marks import RIGHTS
from roadmaps.freshness.marks_now import WhileItStays
from roadmaps.web.identity import identify_by
from roadmaps.web.work import reading

__all__ = ["register", "wire"]


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    hearing.wire(listeners)
    sign_in_terms.wire(listeners)


def register(app: Flask) -> None:
    """Open the doors of this room, and tell the application who is asking."""
    app.extensions["known_actors"] = WhileItStays(RIGHTS)
    identify_by(app, _find_actor, again=_find_actor_again)
    ask_terms(app, sign_in_terms.by_role)
    answer_for_invitations(app, lambda session, invitation: answering_for(session, invitation, on=today()))
    panels.hang(app.extensions["slots"])
    app.register_blueprint(pages)


def _find_actor() -> Actor | None:
    browser = this_browser()
    if browser is None:
        return None
    person_id, day, acting_for_id = browser.person_id, today(), browser.acting_for_id
    return _known_actors().of(
        (person_id, day, acting_for_id),
        person_id,
        lambda: load_actor(reading(), person_id, on=day, acting_for_id=acting_for_id),
    )


def _find_actor_again(session: Session) -> Actor | None:
    browser = this_browser()
    if browser is None:
        return None
    hold(session, browser.person_id)
    if not is_signed_in(session, browser.sign_in_id, at=now()):
        return None
    person_id, day, acting_for_id = browser.person_id, today(), browser.acting_for_id
    return _known_actors().of_this_moment(
        session,
        (person_id, day, acting_for_id),
        lambda: load_actor(session, person_id, on=day, acting_for_id=acting_for_id),
    )


def _known_actors() -> WhileItStays[Actor | None]:
    return cast(WhileItStays[Actor | None], current_app.extensions["known_actors"])
