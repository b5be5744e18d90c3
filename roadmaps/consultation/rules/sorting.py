"""Sorting points: splitting, joining, placing, and giving them to somebody. Nothing that was said is changed by it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.consultation import policy
from roadmaps.consultation.models import Consultation, Point, PointTurn
from roadmaps.consultation.places import Places
from roadmaps.consultation.points import people_who_reply
from roadmaps.consultation.words import PartSort, PointTurnSort, Reply
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say

MOST_PIECES = 100
LONGEST_WORDS = 10_000
ANOTHER_LOOK = say("Some of what you wrote needs another look.")
ONLY_LEADERS = say("Only the area's process leader can do this.")


def split(
    session: Session,
    point: Point,
    pieces: Sequence[str],
    place: str = "",
    *,
    places: Places,
    actor: Actor,
    at: datetime,
) -> list[Point]:
    """Let what was said be several points; a letter, or what was split before, gets further ones.

    :param place: where they belong; empty for where the point lies
    :raises Invalid: when there is nothing in them, or the point cannot be split
    """
    lock(session, [point])
    _must_sort(actor, point.consultation)
    if point.sort is PartSort.PROPOSAL:
        raise Invalid(say("A proposed wording is one point. It can be accepted in part instead."))
    if point.reply is not None or point.joined_with_id is not None or point.replaced_at is not None:
        raise Invalid(say("It has been replied to, joined or replaced. Undo that first."))
    said = [one.strip() for one in pieces if one.strip()]
    if not said:
        raise Invalid(ANOTHER_LOOK, {"pieces": say("Write at least one point.")})
    if len(said) > MOST_PIECES or any(len(one) > LONGEST_WORDS for one in said):
        raise Invalid(ANOTHER_LOOK, {"pieces": say("This is too much at once.")})
    session.execute(select(Consultation.id).where(Consultation.id == point.consultation_id).with_for_update())
    number = session.scalar(select(func.max(Point.number)).where(Point.consultation_id == point.consultation_id)) or 0
    where = places.of(place or point.place)
    made = [
        Point(
            id=new_id(),
            consultation=point.consultation,
            consultation_id=point.consultation_id,
            consultee=point.consultee,
            consultee_id=point.consultee_id,
            part_id=point.part_id,
            number=number + offset,
            sort=point.sort,
            place=where.key,
            place_order=where.order,
            title=point.title,
            words=words,
            split_from_id=point.id,
            assigned_to_id=point.assigned_to_id,
            begun_at=point.begun_at,
        )
        for offset, words in enumerate(said, 1)
    ]
    session.add_all(made)
    if point.split_at is None:
        _let_go(session, point)
        point.split_at = at
    session.flush()
    note(session, point, PointTurnSort.SPLIT, actor=actor, at=at)
    return made


def put_together(session: Session, point: Point, *, actor: Actor, at: datetime) -> None:
    """Let what was split be one point again.

    :raises Invalid: when one of its pieces has been replied to
    """
    pieces = session.scalars(select(Point).where(Point.split_from_id == point.id)).unique().all()
    lock(session, [point, *pieces])
    _must_sort(actor, point.consultation)
    if point.split_at is None:
        raise NotFound
    if any(one.reply is not None for one in pieces):
        raise Invalid(say("One of its parts has been replied to. Take that reply back first."))
    for one in pieces:
        _let_go(session, one)
        one.replaced_at, one.joined_with_id = at, None
    point.split_at = None
    session.flush()
    note(session, point, PointTurnSort.PARTED, actor=actor, at=at)


def join(session: Session, points: Sequence[Point], head: Point, *, actor: Actor, at: datetime) -> None:
    """Let one point stand for several that say the same; each consultee is told the same reply.

    :raises Invalid: when one of them has been replied to, or they are of different consultations
    """
    others = [one for one in points if one.id != head.id]
    lock(session, [head, *others])
    _must_sort(actor, head.consultation)
    if not others:
        raise Invalid(say("Choose at least two points that say the same."))
    if not head.stands_alone or any(one.consultation_id != head.consultation_id for one in others):
        raise Invalid(say("Choose a point of this consultation that stands by itself."))
    if any(one.reply is not None or one.split_at is not None or one.replaced_at is not None for one in others):
        raise Invalid(say("What has been replied to cannot be joined. Take the reply back first."))
    for one in others:
        for inner in session.scalars(select(Point).where(Point.joined_with_id == one.id)).unique():
            inner.joined_with_id = head.id
        one.joined_with_id = head.id
        note(session, one, PointTurnSort.JOINED, actor=actor, at=at, words=str(head.number))
    session.flush()


def part(session: Session, point: Point, *, actor: Actor, at: datetime) -> None:
    """Let a point that was joined stand by itself again."""
    lock(session, [point])
    _must_sort(actor, point.consultation)
    if point.joined_with_id is None:
        raise NotFound
    point.joined_with_id = None
    session.flush()
    note(session, point, PointTurnSort.PARTED, actor=actor, at=at)


def assign(session: Session, points: Sequence[Point], person_id: UUID | None, *, actor: Actor, at: datetime) -> None:
    """Give points to somebody who leads the area or writes in it; None gives them to nobody."""
    lock(session, points)
    name = ""
    for point in points:
        _must_sort(actor, point.consultation)
        if person_id is not None and not name:
            people = dict(people_who_reply(session, point.consultation.roadmap.area_id, day_of(at)))
            if person_id not in people:
                raise Invalid(ANOTHER_LOOK, {"person": say("Choose somebody who leads the area or writes in it.")})
            name = people[person_id]
        if point.assigned_to_id != person_id:
            point.assigned_to_id = person_id
            note(session, point, PointTurnSort.ASSIGNED, actor=actor, at=at, words=name)
    session.flush()


def place(session: Session, point: Point, key: str, *, places: Places, actor: Actor) -> None:
    """Say which section or question a point belongs to."""
    lock(session, [point])
    _must_sort(actor, point.consultation)
    where = places.by_key.get(key)
    if where is None:
        raise Invalid(ANOTHER_LOOK, {"place": say("Choose one of the alternatives.")})
    point.place, point.place_order = where.key, where.order
    session.flush()


def lock(session: Session, points: Collection[Point]) -> None:
    """Two who work with the same points queue for them, always in the same order."""
    for point in sorted(points, key=lambda one: one.id):
        session.refresh(
            point, ["reply", "replied_at", "joined_with_id", "split_at", "replaced_at"], with_for_update=True
        )


def why_not(consultation: Consultation) -> Sentence:
    """What to tell somebody who may not work with the points."""
    if consultation.published_at is not None:
        return say("The replies are published, so they cannot be changed any more.")
    return ONLY_LEADERS


def note(
    session: Session,
    point: Point,
    turn: PointTurnSort,
    *,
    actor: Actor | None = None,
    person_id: UUID | None = None,
    at: datetime,
    reply: Reply | None = None,
    words: str = "",
) -> None:
    """Keep what happened to a point; never changed."""
    session.add(
        PointTurn(
            id=new_id(),
            point_id=point.id,
            turn=turn,
            reply=reply,
            words=words.strip(),
            at=at,
            person_id=actor.person_id if actor else person_id,
        )
    )
    session.flush()


def _let_go(session: Session, point: Point) -> None:
    """Those that were joined with it stand by themselves again."""
    for one in session.scalars(select(Point).where(Point.joined_with_id == point.id)).unique():
        one.joined_with_id = None


def _must_sort(actor: Actor, consultation: Consultation) -> None:
    if not policy.may_sort(actor, consultation):
        raise NotAllowed(why_not(consultation))
