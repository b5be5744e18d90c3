"""The way to importing, beside the list of a roadmap's indicators."""

from typing import Any

from flask import render_template

from roadmaps.indicators import policy
from roadmaps.plan.rows import Plan
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panel."""
    slots.hang("indicators.tools", of_tools)


def of_tools(*, plan: Plan, **_context: Any) -> str | None:
    """A link for those who may record readings of any of the indicators."""
    if plan.area is None:
        return None
    one = plan.areas[0]
    if not any(policy.may_record(actor(), one.roadmap, block) for block in one.state.of_kind("indicator")):
        return None
    return render_template("indicators/_import_link.html", slug=plan.area.slug)
