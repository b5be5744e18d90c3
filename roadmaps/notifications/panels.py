"""What mail hangs in the pages of lower rooms: a card for coordinators, and the way to one's own choice."""

from typing import Any

from flask import render_template

from roadmaps.notifications.models import MailState
from roadmaps.notifications.queries import count_in
from roadmaps.notifications.views import has_mail_server
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.administration.cards", card)
    slots.hang("accounts.me", mine)


def card(**_context: Any) -> str:
    """How many letters wait, and how many could not be sent."""
    waiting, given_up = (count_in(reading(), state) for state in (MailState.WAITING, MailState.GIVEN_UP))
    return render_template("notifications/_card.html", waiting=waiting, given_up=given_up, has_server=has_mail_server())


def mine(**_context: Any) -> str:
    """To what one gets by mail."""
    return render_template("notifications/_mine.html")
