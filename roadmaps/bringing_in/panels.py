"""The way here: from a roadmap that says nothing yet, and from the page of those who lead it."""

from typing import Any

from flask import render_template

from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.policy import may_import
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panels."""
    slots.hang("roadmap.empty", on_empty_roadmap)
    slots.hang("roadmap.leading", for_leaders)


def on_empty_roadmap(*, roadmap: Roadmap, **_context: Any) -> str | None:
    """A way to begin from what is written already."""
    return render_template("bringing_in/_empty.html", roadmap=roadmap) if may_import(actor(), roadmap) else None


def for_leaders(*, roadmap: Roadmap, **_context: Any) -> str | None:
    """The same among the things that those who lead can do."""
    return render_template("bringing_in/_leading.html", roadmap=roadmap) if may_import(actor(), roadmap) else None
