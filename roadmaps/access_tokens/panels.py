"""What access tokens hang in the pages of accounts."""

from typing import Any

from flask import render_template

from roadmaps.access_tokens.queries import tokens_of
from roadmaps.accounts.models import Person
from roadmaps.accounts.policy import may_administer
from roadmaps.foundation.clock import now
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.me", mine, order=85)
    slots.hang("accounts.person", of_person, order=85)
    slots.hang("accounts.administration.cards", for_coordinators, order=40)


def mine(person: Person, **_context: Any) -> str:
    """One's own tokens, how many."""
    return render_template("access_tokens/_mine.html", count=_count(person))


def of_person(person: Person, **_context: Any) -> str:
    """For coordinators, how many tokens let programs in as the person, and the way to end them. Not what they are for."""
    if person.is_service_account or not may_administer(actor()):
        return ""
    return render_template("access_tokens/_theirs.html", person=person, count=_count(person))


def for_coordinators(**_context: Any) -> str:
    """The way to the accounts of programs."""
    return render_template("access_tokens/_card.html")


def _count(person: Person) -> int:
    return sum(one.is_open(now()) for one in reading().scalars(tokens_of(person.id)))
