"""What this room hangs in other pages: the way to answer in a roadmap's cards, and what waits on one's own page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template

from roadmaps.foundation.clock import now
from roadmaps.responsibilities import policy
from roadmaps.responsibilities.asked import asking_of
from roadmaps.responsibilities.queries import questions_for
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.responsibilities import leading_part
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang_map("roadmap.blocks", ways_to_answer)
    slots.hang("accounts.me", waiting)
    slots.hang("roadmap.leading", ways_to_ask)


def ways_to_answer(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """At each activity that an organisation of the reader is to lead: the way to answer for it."""
    person = actor()
    if person is None or not person.organisations:
        return {}
    part = get_template_attribute("responsibilities/_way_to_answer.html", "way_to_answer")
    ways = {}
    for activity in state.of_kind("activity"):
        lead = leading_part(state, activity.id)
        if lead and policy.may_answer_at_home(person, roadmap, UUID(lead.content["organisation"])):
            ways[activity.id] = part(activity, lead)
    return ways


def waiting(**_context: Any) -> str:
    """What the reader's organisations have been asked and not answered."""
    person = the_actor()
    questions = reading().scalars(questions_for(dict(person.organisations), now())).all()
    asked = (asking_of(reading(), one) for one in questions if policy.may_answer(person, one, now()))
    askings = [one for one in asked if one is not None]
    return render_template("responsibilities/_waiting.html", askings=askings) if askings else ""


def ways_to_ask(*, roadmap: Roadmap, **_context: Any) -> str:
    """On the page for those who lead the roadmap: how often organisations are asked."""
    return render_template("responsibilities/_leading.html", roadmap=roadmap)
