"""What this room hangs in lower pages."""

from flask import render_template

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import count
from roadmaps.privacy import policy
from roadmaps.privacy.queries import erasures, is_erased, open_erasure_of, unanswered
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.me", way_to_own_data, order=90)
    slots.hang("accounts.person", way_to_erasure, order=90)
    slots.hang("accounts.administration.cards", card, order=50)


def way_to_own_data(person: Person) -> str:
    """On one's own page."""
    return render_template("privacy/_me.html", person=person)


def way_to_erasure(person: Person) -> str:
    """On the page of a person, for coordinators."""
    viewer = actor()
    if viewer is None or not viewer.is_coordinator or viewer.person_id == person.id:
        return ""
    running = open_erasure_of(reading(), person.id)
    return render_template(
        "privacy/_person.html", person=person, running=running, is_erased=is_erased(reading(), person.id)
    )


def card() -> str:
    """The way to this room from the administration."""
    if not policy.may_read_requests(actor()):
        return ""
    running = sum(1 for one in reading().scalars(erasures()) if one.is_open)
    return render_template("privacy/_card.html", waiting=count(reading(), unanswered()), running=running)
