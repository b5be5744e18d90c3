"""What this room hangs in the pages of lower rooms."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template

from roadmaps.logic.line import goals_on_line, served
from roadmaps.logic.loose_ends import loose_ends_of
from roadmaps.logic.ties import Ties
from roadmaps.plan.doors import plan_at
from roadmaps.plan.rows import AreaPlan
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_write
from roadmaps.strategy.queries import elements
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.header", on_roadmap, order=50)
    slots.hang("roadmap.leading", on_leading)
    slots.hang("county.questions", on_county)
    slots.hang("strategy.ways", on_strategy)
    slots.hang_map("strategy.element", on_elements)


def on_roadmap(*, roadmap: Roadmap, state: State, **_context: Any) -> str | None:
    """One line for those who may write: how much hangs loose. Nothing to readers, nor while nothing is written."""
    if not may_write(actor(), roadmap) or not state.blocks:
        return None
    found = loose_ends_of(AreaPlan(roadmap, state, {}), has_strategy=bool(elements(reading())))
    return render_template("logic/_on_roadmap.html", roadmap=roadmap, found=found)


def on_leading(*, roadmap: Roadmap, **_context: Any) -> str:
    """The way to the list from the page of those who lead."""
    return render_template("logic/_on_leading.html", roadmap=roadmap)


def on_county(**_context: Any) -> str:
    """The way to what the county lacks."""
    return render_template("logic/_on_county.html")


def on_strategy(**_context: Any) -> str:
    """The way from the strategy to the line."""
    return render_template("logic/_on_strategy.html")


def on_elements(**_context: Any) -> Mapping[UUID, str]:
    """Which goals serve each part of the strategy, as far as the reader may see them."""
    parts = elements(reading())
    goals = [goal for area in plan_at(None).areas for goal in goals_on_line(Ties(area), parts)]
    return {one.element.id: render_template("logic/_serving.html", goals=one.goals) for one in served(parts, goals)}
