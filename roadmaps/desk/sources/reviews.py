"""Goal conflicts whose day for being looked at again has passed."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from roadmaps.conflicts.rows import RegisteredConflict
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.sentences import N_, say

NAME = "reviews"


def points(ground: Ground) -> Iterable[Point]:
    """Each since the day after the one that was told."""
    for plan in ground.plans:
        for block in plan.state.of_kind("goal_conflict"):
            conflict = RegisteredConflict(plan.area, block, (), (), ground.organisations.get(_owner(block.content)))
            if conflict.is_overdue(ground.today) and conflict.next_review:
                since = beginning_of(conflict.next_review.last + timedelta(days=1))
                yield Point(NAME, block.id, plan.area.id, since, fact=conflict)


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """Which conflict, when it was to be looked at, and who sees to it."""
    return {
        point.key: Told(
            title=point.fact.title,
            words=say("The conflict was to be looked at again: %(day)s.", day=point.fact.review_in_words),
            who=point.fact.owner or "",
        )
        for point in waiting
    }


def _owner(content: Mapping[str, object]) -> UUID:
    named = content.get("owner")
    return UUID(str(named)) if named else UUID(int=0)


SOURCE = Source(NAME, N_("Goal conflicts"), points, tell, reads_documents=True)
