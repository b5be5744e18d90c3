"""The way to the spreadsheet, beside every view of a plan."""

from typing import Any

from flask import render_template, request

from roadmaps.plan.rows import Plan
from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panel."""
    slots.hang("plan.tools", tools, order=60)


def tools(*, plan: Plan, **_context: Any) -> str | None:
    """A link, except on the page to which it leads."""
    if request.blueprint == "spreadsheets":
        return None
    return render_template("spreadsheets/_tools.html", slug=plan.slug)
