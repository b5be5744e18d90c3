"""What somebody has just changed on the timeline: told once, with a way to undo it."""

from dataclasses import dataclass
from uuid import UUID

from flask import session as cookie

from roadmaps.plan.rows import Plan, PlannedActivity

SAVED = "dates_saved"


@dataclass(frozen=True)
class Saved:
    """The activity as it says now, and the number of the revision that can be undone."""

    activity: PlannedActivity
    number: int


def just_saved(plan: Plan) -> Saved | None:
    """What the reader saved right before this page, unless the roadmap has moved on since."""
    block_id, number = cookie.pop(SAVED, None) or (None, 0)
    for area in plan.areas:
        if block_id is not None and area.state.number == number:
            found = next((one for one in area.activities if one.id == UUID(block_id)), None)
            if found is not None:
                return Saved(found, number)
    return None
