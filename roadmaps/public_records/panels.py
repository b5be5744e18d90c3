"""What this room hangs in the pages of others."""

from typing import Any

from flask import render_template

from roadmaps.public_records import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots

__all__ = ["hang"]


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.leading", on_leading, order=90)


def on_leading(*, roadmap: Roadmap, **_context: Any) -> str:
    """The way for those who lead."""
    if not policy.may_handle(actor(), roadmap):
        return ""
    return render_template("public_records/_leading.html", area=roadmap.area)
