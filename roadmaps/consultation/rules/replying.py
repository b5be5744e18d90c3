"""Working with points: splitting, joining, giving them to somebody, and replying to them.

Nothing that was said is changed by it. What happened to a point is kept, and until the replies are published each step
can be taken back.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.consultation import policy
from roadmaps.consultation.models import Consultation, Point, PointTurn, ReplyTemplate
from roadmaps.consultation.places import Places
from roadmaps.consultation.points import people_who_reply
from roadmaps.consultation.words import PartSort, PointTurnSort, Reply
from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.suggestions import rules as suggestion_rules
from roadmaps.suggestions.models import Suggestion, SuggestionState

LONGEST_WORDS = 10_000
MOST_PIECES = 100
MOST_TEMPLATES = 100


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
    _lock(session, [point])
    _must_sort(actor, point.consultation)
    if point.sort is PartSort.PROPOSAL:
        raise Invalid(say("A proposed wording is one point. It can be accepted in part instead."))
    if point.reply is not None or point.joined_with_id is not None or point.replaced_at is not None:
        raise Invalid(say("It has been replied to, joined or replaced. Undo that first."))
    said = [one.strip() for one in pieces if one.strip()]
    if not said:
        raise Invalid(_ANOTHER_LOOK, {"pieces": say("Write at least one point.")})
    if len(said) > MOST_PIECES or any(len(one) > LONGEST_WORDS for one in said):
        raise Invalid(_ANOTHER_LOOK, {"pieces": say("This is too much at once.")})
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
    _note(session, point, PointTurnSort.SPLIT, actor=actor, at=at)
    return made


def put_together(session: Session, point: Point, *, actor: Actor, at: datetime) -> None:
    """Let what was split be one point again.

    :raises Invalid: when one of its pieces has been replied to
    """
    pieces = session.scalars(select(Point).where(Point.split_from_id == point.id)).unique().all()
    _lock(session, [point, *pieces])
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
    _note(session, point, PointTurnSort.PARTED, actor=actor, at=at)


def join(session: Session, points: Sequence[Point], head: Point, *, actor: Actor, at: datetime) -> None:
    """Let one point stand for several that say the same; each consultee is told the same reply.

    :raises Invalid: when one of them has been replied to, or they are of different consultations
    """
    others = [one for one in points if one.id != head.id]
    _lock(session, [head, *others])
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
        _note(session, one, PointTurnSort.JOINED, actor=actor, at=at, words=str(head.number))
    session.flush()


def part(session: Session, point: Point, *, actor: Actor, at: datetime) -> None:
    """Let a point that was joined stand by itself again."""
    _lock(session, [point])
    _must_sort(actor, point.consultation)
    if point.joined_with_id is None:
        raise NotFound
    point.joined_with_id = None
    session.flush()
    _note(session, point, PointTurnSort.PARTED, actor=actor, at=at)


def assign(session: Session, points: Sequence[Point], person_id: UUID | None, *, actor: Actor, at: datetime) -> None:
    """Give points to somebody who leads the area or writes in it; None gives them to nobody."""
    _lock(session, points)
    name = ""
    for point in points:
        _must_sort(actor, point.consultation)
        if person_id is not None and not name:
            people = dict(people_who_reply(session, point.consultation.roadmap.area_id, at.astimezone(LOCAL).date()))
            if person_id not in people:
                raise Invalid(_ANOTHER_LOOK, {"person": say("Choose somebody who leads the area or writes in it.")})
            name = people[person_id]
        if point.assigned_to_id != person_id:
            point.assigned_to_id = person_id
            _note(session, point, PointTurnSort.ASSIGNED, actor=actor, at=at, words=name)
    session.flush()


def place(session: Session, point: Point, key: str, *, places: Places, actor: Actor) -> None:
    """Say which section or question a point belongs to."""
    _lock(session, [point])
    _must_sort(actor, point.consultation)
    where = places.by_key.get(key)
    if where is None:
        raise Invalid(_ANOTHER_LOOK, {"place": say("Choose one of the alternatives.")})
    point.place, point.place_order = where.key, where.order
    session.flush()


def reply(
    session: Session,
    points: Sequence[Point],
    said: Reply | None,
    *,
    words: str,
    seen_at: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Reply to one point, or the same to several. A proposal that waits for a decision is decided with it.

    :param seen_at: when the reply was given that the writer saw; None when there was none
    :raises Invalid: when nothing is chosen, no reason is given where one is needed, somebody else has replied since, or
        a proposal cannot be decided so
    """
    _lock(session, points)
    faults: dict[str, Sentence] = {}
    if said is None:
        faults["reply"] = say("Choose one of the alternatives.")
    elif not words.strip() and said.needs_reason:
        faults["words"] = say("Say why, so that everyone can understand it.")
    elif len(words) > LONGEST_WORDS:
        faults["words"] = say("This is too long here.")
    if faults or said is None:
        raise Invalid(_ANOTHER_LOOK, faults)
    if not points:
        raise Invalid(say("Choose at least one point."))
    for point in points:
        if not policy.may_reply(actor, point):
            raise NotAllowed(_why_not(point.consultation))
        if not point.stands_alone:
            raise Invalid(say("Point %(number)s is replied to with another one.", number=point.number))
        if point.replied_at != seen_at:
            raise Invalid(
                say("Somebody else has replied to point %(number)s meanwhile. Look at that first.", number=point.number)
            )
        _decide(session, point, said, words, actor=actor, at=at)
        note_reply(session, point, said, words, person_id=actor.person_id, at=at)


def note_reply(
    session: Session, point: Point, said: Reply, words: str, *, person_id: UUID | None, at: datetime
) -> None:
    """Keep a reply that may be given; who may is for the caller to know."""
    point.reply, point.reply_words = said, words.strip()
    point.replied_at, point.replied_by_id = at, person_id
    session.flush()
    _note(session, point, PointTurnSort.REPLIED, person_id=person_id, at=at, reply=said, words=words)


def take_back_reply(session: Session, point: Point, *, actor: Actor, at: datetime) -> None:
    """Let a point wait again, until the replies are published.

    :raises Invalid: when it was decided as a suggestion, which is where that is undone
    """
    _lock(session, [point])
    if not policy.may_reply(actor, point):
        raise NotAllowed(_why_not(point.consultation))
    if point.reply is None:
        raise NotFound
    if point.suggestion_id is not None and _was_decided(session, point.suggestion_id):
        raise Invalid(say("This was decided as a suggestion. Undo the decision on its page; the reply goes with it."))
    clear_reply(session, point, actor=actor, at=at)


def clear_reply(session: Session, point: Point, *, actor: Actor | None, at: datetime) -> None:
    """Forget a reply, keeping on record that it was given."""
    point.reply, point.reply_words, point.replied_at, point.replied_by_id = None, "", None, None
    point.revision_number = None
    session.flush()
    _note(session, point, PointTurnSort.REPLY_UNDONE, actor=actor, at=at)


def tie_to_revision(session: Session, point: Point, number: int, *, actor: Actor | None, at: datetime) -> None:
    """Keep which revision of the roadmap the point has led to."""
    point.revision_number = number
    session.flush()
    _note(session, point, PointTurnSort.WORKED_IN, actor=actor, at=at, words=str(number))


def keep_template(
    session: Session, area: Area, *, title: str, said: Reply | None, words: str, actor: Actor
) -> ReplyTemplate:
    """Keep words that are often replied with; those with the same title are written anew."""
    if not leads(actor, area.id):
        raise NotAllowed(_ONLY_LEADERS)
    name = " ".join(title.split())
    faults: dict[str, Sentence] = {}
    if not name or len(name) > 200:
        faults["title"] = say("Write a short name here.")
    if not words.strip() or len(words) > LONGEST_WORDS:
        faults["words"] = say("Write something here.")
    if faults:
        raise Invalid(_ANOTHER_LOOK, faults)
    session.execute(select(Area.id).where(Area.id == area.id).with_for_update())
    known = session.scalars(select(ReplyTemplate).where(ReplyTemplate.area_id == area.id)).all()
    template = next((one for one in known if one.title == name), None)
    if template is None:
        if len(known) >= MOST_TEMPLATES:
            raise Invalid(say("At most %(most)s can be kept. Take one away first.", most=MOST_TEMPLATES))
        template = ReplyTemplate(id=new_id(), area_id=area.id, title=name)
        session.add(template)
    template.reply, template.words = said, words.strip()
    session.flush()
    return template


def drop_template(session: Session, area: Area, template_id: UUID, *, actor: Actor) -> None:
    """Keep such words no longer."""
    if not leads(actor, area.id):
        raise NotAllowed(_ONLY_LEADERS)
    template = session.get(ReplyTemplate, template_id)
    if template is None or template.area_id != area.id:
        raise NotFound
    session.delete(template)
    session.flush()


def _decide(session: Session, point: Point, said: Reply, words: str, *, actor: Actor, at: datetime) -> None:
    """A reply to a proposal that waits is a decision about it."""
    suggestion = session.get(Suggestion, point.suggestion_id) if point.suggestion_id else None
    if suggestion is None or not suggestion.is_open:
        return
    if said is Reply.PARTLY_FOLLOWED:
        raise Invalid(say("Choose below what of the wording is accepted. The reply is written with that decision."))
    if said is Reply.FOLLOWED:
        revision = suggestion_rules.accept(session, suggestion, reason=words, actor=actor, at=at)
        if revision is not None:
            tie_to_revision(session, point, revision.number, actor=actor, at=at)
        return
    if not words.strip():
        raise Invalid(_ANOTHER_LOOK, {"words": say("Say why, so that everyone can understand it.")})
    suggestion_rules.decline(session, suggestion, reason=words, actor=actor, at=at)


def _was_decided(session: Session, suggestion_id: UUID) -> bool:
    state = session.get_one(Suggestion, suggestion_id).state
    return state.is_decided and state is not SuggestionState.WITHDRAWN


def _let_go(session: Session, point: Point) -> None:
    """Those that were joined with it stand by themselves again."""
    for one in session.scalars(select(Point).where(Point.joined_with_id == point.id)).unique():
        one.joined_with_id = None


def _lock(session: Session, points: Collection[Point]) -> None:
    """Two who work with the same points queue for them, always in the same order."""
    for point in sorted(points, key=lambda one: one.id):
        session.refresh(
            point, ["reply", "replied_at", "joined_with_id", "split_at", "replaced_at"], with_for_update=True
        )


def _must_sort(actor: Actor, consultation: Consultation) -> None:
    if not policy.may_sort(actor, consultation):
        raise NotAllowed(_why_not(consultation))


def _why_not(consultation: Consultation) -> Sentence:
    if consultation.published_at is not None:
        return say("The replies are published, so they cannot be changed any more.")
    return _ONLY_LEADERS


def _note(
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


_ANOTHER_LOOK = say("Some of what you wrote needs another look.")
_ONLY_LEADERS = say("Only the area's process leader can do this.")
