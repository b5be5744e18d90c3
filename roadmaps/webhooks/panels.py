"""What this room hangs in the pages of accounts: the way to the systems that are told."""

from typing import Any

from flask import render_template
from sqlalchemy import func, select

from roadmaps.accounts.models import Person
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading
from roadmaps.webhooks import policy
from roadmaps.webhooks.models import Webhook
from roadmaps.webhooks.queries import on_their_way


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.me", mine, order=87)
    slots.hang("accounts.administration.cards", card, order=90)


def mine(person: Person, **_context: Any) -> str:
    """How many systems one has told, for those who may."""
    if not policy.may_use(actor()):
        return ""
    own = select(func.count()).where(Webhook.owner_id == person.id, Webhook.ended_at.is_(None))
    return render_template("webhooks/_mine.html", count=reading().scalar(own) or 0)


def card(**_context: Any) -> str:
    """How many there are, and how many are paused."""
    is_open = Webhook.ended_at.is_(None)
    count, paused = reading().execute(select(func.count(), func.count(Webhook.paused_at)).where(is_open)).one()
    return render_template("webhooks/_card.html", count=count, paused=paused, waiting=on_their_way(reading()))
