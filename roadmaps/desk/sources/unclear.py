"""Paragraphs that readers do not understand, as long as they stand unchanged and unexplained."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from roadmaps.clarity.queries import Unclear, said_of, unclear_in
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.sentences import N_, say_number
from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.table import ROADMAP

NAME = "unclear"


def points(ground: Ground) -> Iterable[Point]:
    """Each since the first reader who did not understand it."""
    if not ground.session.scalar(said_of(ground.area_of).limit(1)):
        return
    for one in unclear_in(ground.session, {plan.roadmap.id: plan.state for plan in ground.plans}):
        yield Point(NAME, one.id, ground.area_of[one.roadmap_id], one.since, fact=one)


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """In which block, how many did not understand it, and what it says. Nobody is named."""
    return {point.key: _told(point.fact) for point in waiting}


def _told(unclear: Unclear) -> Told:
    kind: type[Kind] = ROADMAP[unclear.block.kind]
    return Told(
        title=kind.title_of(unclear.block.content),
        words=say_number(
            "%(num)s reader did not understand a paragraph.",
            "%(num)s readers did not understand a paragraph.",
            unclear.times,
        ),
        quote=unclear.text,
    )


SOURCE = Source(NAME, N_("Hard to understand"), points, tell, is_for_leaders=True, reads_documents=True)
