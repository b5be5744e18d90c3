"""The blueprint of this room, and the desk of whoever is asking."""

from typing import cast

from flask import Blueprint, current_app, g

from roadmaps.desk import policy
from roadmaps.desk.gathering import Desk, gather
from roadmaps.desk.memory import Memory
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


def count_on_desk() -> int:
    """How much waits on the reader's desk, for the menu of every page."""
    if "desk" in g:
        return own_desk().count
    memory = cast(Memory, current_app.extensions["desk_memory"])
    return gather(reading(), actor=the_actor(), at=now(), memory=memory).count


def forget_desk() -> None:
    """Gather it anew at the next question: something has been decided."""
    g.pop("desk", None)
