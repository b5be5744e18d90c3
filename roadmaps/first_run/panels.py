"""On the first page of a site that nobody looks after yet: what to do."""

from typing import Any

from flask import render_template

from roadmaps.first_run.queries import waits_for_coordinator
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Before all else."""
    slots.hang("site.home", on_home, order=-10)


def on_home(**_context: Any) -> str | None:
    """Nothing as soon as there is a coordinator."""
    return render_template("first_run/_hint.html") if waits_for_coordinator(reading()) else None
