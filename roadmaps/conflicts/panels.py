"""What the register hangs in the pages of lower rooms: beside each goal what it stands against, and the county's question."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.conflicts.queries import conflicts_around
from roadmaps.conflicts.rows import RegisteredConflict
from roadmaps.foundation.clock import today
from roadmaps.revisions.states import State
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang_map("roadmap.blocks", beside_goals, order=-10)
    slots.hang("county.questions", question)


def beside_goals(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """Under each goal what it stands against, wherever that is written, and a way to register more from elsewhere."""
    goals = [block.id for block in state if block.kind == "goal"]
    if not goals or not policy.may_read(actor(), roadmap):
        return {}
    standing: dict[UUID, list[RegisteredConflict]] = defaultdict(list)
    for conflict in conflicts_around(reading(), roadmap, actor()):
        for goal_id in conflict.goal_ids:
            standing[goal_id].append(conflict)
    writing = _written_elsewhere(actor(), roadmap)
    part = get_template_attribute("conflicts/_beside.html", "beside")
    return {one: part(one, standing[one], writing, today()) for one in goals if standing[one] or writing}


def question(**_context: Any) -> str:
    """What the county may want to ask."""
    return render_template("conflicts/_question.html")


def _written_elsewhere(person: Actor | None, roadmap: Roadmap) -> list[Area]:
    """The other areas where somebody who may not write here may register a conflict with a goal of this roadmap."""
    if person is None or policy.may_write(person, roadmap):
        return []
    others = reading().scalars(policy.visible_to(person).where(Roadmap.id != roadmap.id))
    return [one.area for one in others if policy.may_write(person, one)]
