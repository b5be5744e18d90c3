"""The blueprint of this room, and the desk of whoever is asking."""

from typing import cast

from flask import Blueprint, g

from roadmaps.desk import policy
from roadmaps.desk.gathering import Desk, gather
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import the_actor
from roadmaps.web.work import reading

pages = Blueprint("desk", __name__)


def own_desk() -> Desk:
    """The reader's desk, gathered once a page, although the menu asks too.

    :raises NotAllowed: when the reader has none
    """
    if not policy.may_have_desk(the_actor()):
        raise NotAllowed(say("A desk is for those who lead an area or write in its roadmap."))
    if "desk" not in g:
        g.desk = gather(reading(), actor=the_actor(), at=now())
    return cast(Desk, g.desk)


def forget_desk() -> None:
    """Gather it anew at the next question: something has been decided."""
    g.pop("desk", None)
