"""What access tokens hang in the pages of accounts."""

from typing import Any

from flask import render_template

from roadmaps.access_tokens.queries import tokens_of
from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.me", mine, order=85)
    slots.hang("accounts.administration.cards", for_coordinators, order=40)


def mine(person: Person, **_context: Any) -> str:
    """One's own tokens, how many."""
    open_ones = [one for one in reading().scalars(tokens_of(person.id)) if one.is_open(now())]
    return render_template("access_tokens/_mine.html", count=len(open_ones))


def for_coordinators(**_context: Any) -> str:
    """The way to the accounts of programs."""
    return render_template("access_tokens/_card.html")
