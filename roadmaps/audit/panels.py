"""What this room hangs in the pages of others: the ways to the journal."""

from typing import Any

from flask import render_template

from roadmaps.accounts.models import Person
from roadmaps.audit import policy
from roadmaps.journal.queries import head
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.administration.cards", card, order=60)
    slots.hang("accounts.person", of_person, order=80)
    slots.hang("roadmap.leading", leading, order=60)


def card(**_context: Any) -> str:
    """How long the journal is."""
    return render_template("audit/_card.html", lines=head(reading()).number)


def of_person(*, person: Person, **_context: Any) -> str:
    """For coordinators: what the person has done."""
    return render_template("audit/_person.html", person=person) if policy.may_read_audit(actor()) else ""


def leading(*, roadmap: Roadmap, **_context: Any) -> str:
    """For those who lead the area."""
    if not policy.may_read_audit_of(actor(), roadmap.area):
        return ""
    return render_template("audit/_leading.html", area=roadmap.area)
