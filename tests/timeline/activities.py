"""Activities without a database, for tests of where they lie on a timeline."""

from collections.abc import Sequence
from uuid import UUID

from roadmaps.areas.models import Area, Color
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.plan.rows import Milestone, PlannedActivity, Share
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import Answer, Part

AREA = Area(id=new_id(), slug="skog", name="Skog", color=Color.FOREST, position=1)


def a_block(kind: str, block_id: UUID | None = None, **content: object) -> BlockState:
    """A block as a state holds it."""
    return BlockState(block_id or new_id(), kind, 1, None, "a", False, content, {})


def an_activity(
    start: str | None = None,
    end: str | None = None,
    *,
    title: str = "Kurs",
    status: str = "planned",
    goal: BlockState | None = None,
    lead: str = "",
    after: Sequence[UUID] = (),
    due: Sequence[tuple[str | None, bool]] = (),
    area: Area = AREA,
    block_id: UUID | None = None,
) -> PlannedActivity:
    """An activity with these dates; `due` are its milestones' dates and whether they are reached."""
    block = a_block(
        "activity",
        block_id,
        title=title,
        start=start,
        end=end,
        status=status,
        depends_on=[str(one) for one in after],
    )
    milestones = [
        Milestone(a_block("milestone"), f"Milstolpe {number}", read_partial_date(day) if day else None, reached)
        for number, (day, reached) in enumerate(due, 1)
    ]
    shares = [Share(a_block("responsibility"), new_id(), lead, Part.LEADS, Answer.ACCEPTED)] if lead else []
    return PlannedActivity(area, block, goal, shares, milestones)


def a_goal(title: str) -> BlockState:
    """A goal to serve."""
    return a_block("goal", title=title)
