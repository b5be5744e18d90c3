"""What second steps hang in the pages of accounts."""

from typing import Any

from flask import render_template, request

from roadmaps.accounts.models import Person
from roadmaps.accounts.second_ways import may_begin_here, the_waiting, ways_of
from roadmaps.foundation.clock import today
from roadmaps.second_steps import queries
from roadmaps.second_steps.policy import may_choose, may_reset
from roadmaps.web.identity import actor
from roadmaps.web.redirects import safe_path
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.me", mine, order=80)
    slots.hang("accounts.person", of_person, order=80)
    slots.hang("accounts.second_steps", at_the_door, order=20)
    slots.hang("accounts.ways_to_show_again", again, order=20)
    slots.hang("accounts.administration.cards", card, order=80)


def mine(person: Person, **_context: Any) -> str:
    """How one's own second step stands."""
    app, left = queries.app_in_use(reading(), person.id), queries.codes_left(reading(), person.id)
    asked = queries.is_asked(reading(), person, today())
    return render_template("second_steps/_mine.html", app=app, codes_left=left, is_asked=asked)


def of_person(person: Person, **_context: Any) -> str:
    """For coordinators: what the person has, and taking it away from somebody who has lost it."""
    ways = ways_of(reading(), person.id) if may_reset(actor(), person) else []
    return render_template("second_steps/_person.html", person=person, ways=ways) if ways else ""


def at_the_door(person: Person, **_context: Any) -> str:
    """While a sign-in waits: the field for a code, or the way to set an app up."""
    return render_template(
        "second_steps/_at_the_door.html",
        has_codes=queries.has_codes(reading(), person.id),
        has_none=not ways_of(reading(), person.id),
        may_begin=may_begin_here(the_waiting()),
        next=_onward(),
    )


def again(person: Person, **_context: Any) -> str:
    """Showing once more who one is, by the app or by a code from the paper."""
    return (
        render_template("second_steps/_again.html", next=_onward()) if queries.has_codes(reading(), person.id) else ""
    )


def card(**_context: Any) -> str:
    """The coordinators' way to whom the site asks."""
    if not may_choose(actor()):
        return ""
    return render_template("second_steps/_card.html", choice=queries.choice_in_force(reading()))


def _onward() -> str:
    return safe_path(request.values.get("next", ""), "/")
