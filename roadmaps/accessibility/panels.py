"""What this room hangs in the pages of others: a card for coordinators."""

from typing import Any

from flask import render_template

from roadmaps.accessibility.models import FaultReport
from roadmaps.accessibility.queries import reports, standing_faults
from roadmaps.accounts.queries import count
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.administration.cards", card, order=40)


def card(**_context: Any) -> str:
    """How many faults are known, and how many reports wait."""
    waiting = count(reading(), reports().where(FaultReport.answered_at.is_(None)))
    return render_template("accessibility/_card.html", waiting=waiting, faults=count(reading(), standing_faults()))
