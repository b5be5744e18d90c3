"""What this room hangs in the document of a roadmap: its activities over time, in little."""

from collections.abc import Sequence
from typing import Any

from flask import render_template
from sqlalchemy import select

from roadmaps.accounts.models import Organisation
from roadmaps.foundation.clock import today
from roadmaps.plan.rows import AreaPlan, PlannedActivity
from roadmaps.revisions.states import State
from roadmaps.roadmap.kinds.choices import Status
from roadmaps.roadmap.models import Roadmap
from roadmaps.timeline.layout import draw
from roadmaps.timeline.look import Grouping, Look
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading

# More rows than these are no overview any more.
MOST_ROWS = 25


def hang(slots: Slots) -> None:
    """Hang the panel."""
    slots.hang("roadmap.after_goals", in_document)


def in_document(*, roadmap: Roadmap, state: State, **_context: Any) -> str:
    """The timeline of the roadmap; of a large one only what is not over yet, and of that what begins first."""
    if not state.of_kind("activity"):
        return ""
    organisations = dict(reading().execute(select(Organisation.id, Organisation.name)).all())
    dated = [one for one in AreaPlan(roadmap, state, organisations).activities if one.start or one.end]
    shown = dated if len(dated) <= MOST_ROWS else _nearest(dated)
    if not shown:
        return ""
    look = Look.of({}, usual=Grouping.GOAL, today=today())
    chart = draw(shown, look, today(), known=dated, goals=[goal.id for goal in state.of_kind("goal")])
    return render_template("timeline/_panel.html", roadmap=roadmap, chart=chart, count=len(shown), total=len(dated))


def _nearest(dated: Sequence[PlannedActivity]) -> list[PlannedActivity]:
    ahead = [one for one in dated if one.status not in {Status.DONE, Status.DROPPED}]
    day = today()
    ahead = [one for one in ahead if one.end is None or one.end.last >= day]
    return sorted(ahead, key=lambda one: one.start.first if one.start else day)[:MOST_ROWS]
