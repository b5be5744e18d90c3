"""Replying to points, with words that are often used. Until the replies are published each can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.consultation import policy
from roadmaps.consultation.models import Point, ReplyTemplate
from roadmaps.consultation.rules.sorting import ANOTHER_LOOK, LONGEST_WORDS, ONLY_LEADERS, lock, note, why_not
from roadmaps.consultation.words import PointTurnSort, Reply
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.suggestions import rules as suggestion_rules
from roadmaps.suggestions.models import Suggestion, SuggestionState

MOST_TEMPLATES = 100


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
    lock(session, points)
    faults: dict[str, Sentence] = {}
    if said is None:
        faults["reply"] = say("Choose one of the alternatives.")
    elif not words.strip() and said.needs_reason:
        faults["words"] = say("Say why, so that everyone can understand it.")
    elif len(words) > LONGEST_WORDS:
        faults["words"] = say("This is too long here.")
    if faults or said is None:
        raise Invalid(ANOTHER_LOOK, faults)
    if not points:
        raise Invalid(say("Choose at least one point."))
    for point in points:
        if not policy.may_reply(actor, point):
            raise NotAllowed(why_not(point.consultation))
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
    note(session, point, PointTurnSort.REPLIED, person_id=person_id, at=at, reply=said, words=words)


def take_back_reply(session: Session, point: Point, *, actor: Actor, at: datetime) -> None:
    """Let a point wait again, until the replies are published.

    :raises Invalid: when it was decided as a suggestion, which is where that is undone
    """
    lock(session, [point])
    if not policy.may_reply(actor, point):
        raise NotAllowed(why_not(point.consultation))
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
    note(session, point, PointTurnSort.REPLY_UNDONE, actor=actor, at=at)


def tie_to_revision(session: Session, point: Point, number: int, *, actor: Actor | None, at: datetime) -> None:
    """Keep which revision of the roadmap the point has led to."""
    point.revision_number = number
    session.flush()
    note(session, point, PointTurnSort.WORKED_IN, actor=actor, at=at, words=str(number))


def keep_template(
    session: Session, area: Area, *, title: str, said: Reply | None, words: str, actor: Actor
) -> ReplyTemplate:
    """Keep words that are often replied with; those with the same title are written anew."""
    if not leads(actor, area.id):
        raise NotAllowed(ONLY_LEADERS)
    name = " ".join(title.split())
    faults: dict[str, Sentence] = {}
    if not name or len(name) > 200:
        faults["title"] = say("Write a short name here.")
    if not words.strip() or len(words) > LONGEST_WORDS:
        faults["words"] = say("Write something here.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
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
        raise NotAllowed(ONLY_LEADERS)
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
        raise Invalid(ANOTHER_LOOK, {"words": say("Say why, so that everyone can understand it.")})
    suggestion_rules.decline(session, suggestion, reason=words, actor=actor, at=at)


def _was_decided(session: Session, suggestion_id: UUID) -> bool:
    state = session.get_one(Suggestion, suggestion_id).state
    return state.is_decided and state is not SuggestionState.WITHDRAWN
