"""Gathering a desk: everything that waits for one person, the oldest first, with who takes care of what.

A fixed number of queries, however much there is. Only what a page shows is then told in words.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.desk import policy
from roadmaps.desk.filters import DeskFilter
from roadmaps.desk.ground import Ground
from roadmaps.desk.memory import Memory, stamp_of
from roadmaps.desk.models import PointAssignment, PointSnooze
from roadmaps.desk.queries import assignments_in, given_to, snoozes_in
from roadmaps.desk.sources import SOURCES
from roadmaps.desk.waiting import Point, Reference, Source, Told
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Desk:
    """What waits for one person; `points` are in order, what is laid aside among them."""

    ground: Ground
    points: Sequence[Point]
    assignments: Mapping[Reference, PointAssignment]
    snoozes: Mapping[Reference, PointSnooze]

    @property
    def areas(self) -> list[Area]:
        """The areas that it is about, in their order."""
        return sorted((one.area for one in self.ground.roadmaps), key=lambda area: area.position)

    @property
    def count(self) -> int:
        """How much waits now."""
        return len(self.chosen(DeskFilter()))

    def taken_by(self, point: Point) -> UUID | None:
        """Who has been asked to take care of it."""
        assignment = self.assignments.get(point.reference)
        return assignment.to_id if assignment else None

    def chosen(self, by: DeskFilter) -> list[Point]:
        """The points that somebody wants to see."""
        ids = {area.id for area in self.areas if area.slug == by.area}
        return [
            point
            for point in self.points
            if by.kind in {"", point.source}
            and (not by.area or point.area_id in ids)
            and (point.reference in self.snoozes) == by.is_aside
            and by.wants(self.taken_by(point), self.ground.actor.person_id)
        ]

    def counts(self, by: DeskFilter) -> Mapping[str, int]:
        """How many there are of each sort, whichever of them is chosen."""
        return Counter(point.source for point in self.chosen(by.of_kind("")))

    def find(self, references: Iterable[Reference]) -> list[Point]:
        """These points, as far as they wait, in the order of the desk."""
        wanted = set(references)
        return [point for point in self.points if point.reference in wanted]

    def tell(self, points: Iterable[Point]) -> Mapping[Reference, Told]:
        """The points in words."""
        by_source: dict[str, list[Point]] = {}
        for point in points:
            by_source.setdefault(point.source, []).append(point)
        return {
            (name, key): told
            for name, some in by_source.items()
            for key, told in SOURCES[name].tell(self.ground, some).items()
        }


def gather(session: Session, *, actor: Actor, at: datetime, memory: Memory | None = None) -> Desk:
    """The person's desk.

    Those who lead an area have everything in it on their desk, others what they have been asked to take care of. With a
    `memory`, what takes long to find is recalled from it as far as it holds; such points can be counted and not told.
    """
    given = [] if actor.is_coordinator else given_to(session, actor.person_id)
    roadmaps = _roadmaps(session, actor, {one.area_id for one in given})
    ground = Ground(session, roadmaps, actor=actor, at=at)
    if not roadmaps:
        return Desk(ground, [], {}, {})
    assignments = assignments_in(session, ground.area_ids)
    sources = list(SOURCES.values())
    if not any(leads(actor, area_id) for area_id in ground.area_ids):
        asked = {one.source for one in given}
        sources = [source for source in sources if source.name in asked and not source.is_for_leaders]
    stamp = stamp_of(ground) if memory else None
    points = [
        point
        for source in sources
        for point in _points(source, ground, memory, stamp)
        if policy.may_see_point(actor, point.area_id, _to(assignments.get(point.reference)))
    ]
    in_order = sorted(points, key=lambda point: (point.since, point.source, point.key))
    return Desk(ground, in_order, assignments, snoozes_in(session, ground.area_ids, ground.today))


def find_point(desk: Desk, source: str, key: UUID) -> Point:
    """:raises NotFound: when it does not wait on this desk."""
    found = desk.find([(source, key)])
    if not found:
        raise NotFound
    return found[0]


def _points(source: Source, ground: Ground, memory: Memory | None, stamp: Hashable) -> Iterable[Point]:
    return memory.points(source, ground, stamp) if memory and source.reads_documents else source.points(ground)


def _roadmaps(session: Session, actor: Actor, also: set[UUID]) -> list[Roadmap]:
    """Those of the running areas that the person leads, or has been asked to take care of something in."""
    led = {area_id for area_id in actor.roles if leads(actor, area_id)}
    if not (actor.is_coordinator or led or also):
        return []
    query = select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.archived_at.is_(None))
    if not actor.is_coordinator:
        query = query.where(Roadmap.area_id.in_(led | also))
    return list(session.scalars(query.order_by(Area.position)).unique())


def _to(assignment: PointAssignment | None) -> UUID | None:
    return assignment.to_id if assignment else None
