"""Readings of indicators that should have come by now."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.sentences import N_, say
from roadmaps.indicators.followed import follow
from roadmaps.indicators.schedule import due_in_words
from roadmaps.indicators.states import Standing

NAME = "readings"


def points(ground: Ground) -> Iterable[Point]:
    """Each since the day after it was due."""
    indicators = [(plan.roadmap, block) for plan in ground.plans for block in plan.state.of_kind("indicator")]
    if not indicators:
        return
    for one in follow(ground.session, indicators, today=ground.today, organisations=ground.organisations):
        if one.judged.standing is Standing.OVERDUE and one.judged.awaited:
            since = beginning_of(one.judged.awaited.due_on + timedelta(days=1))
            yield Point(NAME, one.id, one.roadmap.area_id, since, fact=one)


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """Which indicator, of which period, and who is to read it."""
    return {
        point.key: Told(
            title=point.fact.title,
            words=say(
                "The reading of %(period)s was to come %(day)s.",
                period=point.fact.judged.awaited.in_words,
                day=due_in_words(point.fact.judged.awaited),
            ),
            who=point.fact.responsible or "",
        )
        for point in waiting
    }


SOURCE = Source(NAME, N_("Readings"), points, tell, reads_documents=True)
