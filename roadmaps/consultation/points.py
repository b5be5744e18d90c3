"""What can be asked about points: by filter and page, with a fixed number of queries however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, lazyload

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.queries import counts_on
from roadmaps.consultation import policy
from roadmaps.consultation.models import Consultation, Consultee, Point, PointTurn, ReplyTemplate, ResponsePart
from roadmaps.consultation.words import Reply
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.policy import WRITERS

PAGE_SIZE = 50
WAITING, REPLIED, JOINED, ALL = "waiting", "replied", "joined", "all"
STATES = (WAITING, REPLIED, JOINED, ALL)
NOBODY = "nobody"


@dataclass(frozen=True)
class PointFilter:
    """Which points a table shows. It lies in the address, so that a choice can be sent to somebody.

    `person` is the id of the one who was given them, or nobody. `order` is by place or by consultee.
    """

    state: str = ALL
    place: str = ""
    consultee: str = ""
    person: str = ""
    reply: str = ""
    order: str = "place"
    page: int = 1

    @property
    def address(self) -> dict[str, str | int]:
        """The part of the address that says it; what is usual is left out."""
        usual = PointFilter()
        return {name: value for name, value in vars(self).items() if value != getattr(usual, name)}

    def on(self, page: int) -> "PointFilter":
        """The same on another page."""
        return replace(self, page=page)


@dataclass(frozen=True)
class PointPage:
    """One page of a table: its points, those joined with each of them, and how many there are in all."""

    points: Sequence[Point]
    joined: Mapping[UUID, Sequence[Point]]
    people: Mapping[UUID, str]
    count: int
    filter: PointFilter

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // PAGE_SIZE))


@dataclass(frozen=True)
class Counts:
    """How far a consultation has been replied to."""

    waiting: int
    replied: int
    by_reply: Mapping[Reply, int]
    by_place: Mapping[str, tuple[int, int]]

    @property
    def all(self) -> int:
        """All that are replied to by themselves."""
        return self.waiting + self.replied


def stands_alone() -> ColumnElement[bool]:
    """That a point is replied to by itself."""
    return and_(Point.joined_with_id.is_(None), Point.split_at.is_(None), Point.replaced_at.is_(None))


def find_point(session: Session, point_id: UUID, actor: Actor | None) -> Point:
    """:raises NotFound: when there is none, or it is not for the actor to see."""
    found = session.get(Point, point_id)
    if found is None or not policy.may_see_points(actor, found.consultation):
        raise NotFound
    return found


def page_of_points(session: Session, consultation: Consultation, wanted: PointFilter) -> PointPage:
    """The points that the filter asks for. Four queries."""
    asked = _asked(consultation, wanted)
    count = session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    page = max(1, min(wanted.page, -(-count // PAGE_SIZE)))
    order = (
        (func.lower(Consultee.name), Consultee.id, Point.place_order, Point.number)
        if wanted.order == "consultee"
        else (Point.place_order, Point.number)
    )
    points = session.scalars(asked.order_by(*order).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).unique().all()
    people = {one.assigned_to_id for one in points if one.assigned_to_id}
    return PointPage(points, joined_with(session, points), _names(session, people), count, wanted.on(page))


def points_in(session: Session, consultation_id: UUID) -> Sequence[Point]:
    """Every point that has a part in the compilation, by place and number. One query.

    With many, whoever asks holds the consultees already, so that they are not read again with each point.
    """
    found = (
        select(Point)
        .options(lazyload(Point.consultation), lazyload(Point.consultee))
        .where(Point.consultation_id == consultation_id, Point.split_at.is_(None), Point.replaced_at.is_(None))
    )
    return session.scalars(found.order_by(Point.place_order, Point.number)).unique().all()


def points_of(session: Session, consultee_id: UUID) -> Sequence[Point]:
    """What an organisation has said, point by point."""
    found = select(Point).where(
        Point.consultee_id == consultee_id, Point.split_at.is_(None), Point.replaced_at.is_(None)
    )
    return session.scalars(found.order_by(Point.place_order, Point.number)).unique().all()


def joined_with(session: Session, points: Iterable[Point]) -> Mapping[UUID, list[Point]]:
    """The points that were joined with each of these, by its id."""
    ids = [one.id for one in points]
    found: dict[UUID, list[Point]] = {}
    if ids:
        joined = select(Point).where(Point.joined_with_id.in_(ids)).order_by(Point.number)
        for one in session.scalars(joined).unique():
            assert one.joined_with_id is not None  # as was asked for
            found.setdefault(one.joined_with_id, []).append(one)
    return found


def heads_of(session: Session, points: Iterable[Point]) -> Mapping[UUID, Point]:
    """The points that these were joined with, by their ids."""
    ids = {one.joined_with_id for one in points if one.joined_with_id}
    found = session.scalars(select(Point).where(Point.id.in_(ids))).unique() if ids else ()
    return {one.id: one for one in found}


def parts_of(session: Session, points: Iterable[Point]) -> Mapping[UUID, ResponsePart]:
    """The parts of answers that points stand for, by their ids. One query."""
    ids = {one.part_id for one in points}
    found = session.scalars(select(ResponsePart).where(ResponsePart.id.in_(ids))) if ids else ()
    return {one.id: one for one in found}


def counts_of(session: Session, consultation_id: UUID) -> Counts:
    """How many wait and how many have been replied to, in all and by place. One query."""
    rows = session.execute(
        select(Point.place, Point.reply, func.count())
        .where(Point.consultation_id == consultation_id, stands_alone())
        .group_by(Point.place, Point.reply)
    )
    by_place: dict[str, tuple[int, int]] = {}
    by_reply: dict[Reply, int] = {}
    for place, reply, number in rows:
        waiting, replied = by_place.get(place, (0, 0))
        by_place[place] = (waiting, replied + number) if reply else (waiting + number, replied)
        if reply:
            by_reply[reply] = by_reply.get(reply, 0) + number
    waiting = sum(one for one, _ in by_place.values())
    return Counts(waiting, sum(by_reply.values()), by_reply, by_place)


def turns_of(point: Point) -> Select[PointTurn]:
    """What has happened to a point, in order."""
    return select(PointTurn).where(PointTurn.point_id == point.id).order_by(PointTurn.at, PointTurn.id)


def people_who_reply(session: Session, area_id: UUID, on: date) -> list[tuple[UUID, str]]:
    """Those whom points can be given to: who leads the area or writes in it, by name."""
    rows = session.execute(
        select(Person.id, Person.name)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.area_id == area_id,
            RoleGrant.role.in_(WRITERS),
            counts_on(on),
            Person.deactivated_at.is_(None),
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return [(key, name) for key, name in rows]


def templates_in(session: Session, area_id: UUID) -> Sequence[ReplyTemplate]:
    """The words that are often replied with in the area, by title."""
    return session.scalars(
        select(ReplyTemplate).where(ReplyTemplate.area_id == area_id).order_by(func.lower(ReplyTemplate.title))
    ).all()


def _asked(consultation: Consultation, wanted: PointFilter) -> Select[Point]:
    found = select(Point).join(Consultee, Consultee.id == Point.consultee_id)
    found = found.where(Point.consultation_id == consultation.id, Point.replaced_at.is_(None))
    match wanted.state:
        case "waiting":
            found = found.where(stands_alone(), Point.reply.is_(None))
        case "replied":
            found = found.where(stands_alone(), Point.reply.is_not(None))
        case "joined":
            found = found.where(Point.joined_with_id.is_not(None))
        case _:
            found = found.where(Point.split_at.is_(None))
    if wanted.place:
        found = found.where(Point.place == wanted.place)
    if consultee := _uuid(wanted.consultee):
        found = found.where(Point.consultee_id == consultee)
    if wanted.person == NOBODY:
        found = found.where(Point.assigned_to_id.is_(None))
    elif person := _uuid(wanted.person):
        found = found.where(Point.assigned_to_id == person)
    if wanted.reply in set(Reply):
        found = found.where(Point.reply == Reply(wanted.reply))
    return found


def _names(session: Session, ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    return dict(iter(session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
