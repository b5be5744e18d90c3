"""Sending an answer on behalf of an organisation: it is frozen with a number, and each part of it becomes a point.

An answer may be replaced while the consultation is open. What says the same as before keeps its points, with what has
been replied to them; the points of what is gone need no reply any more, and stay on record.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.consultation.addressees import tell
from roadmaps.consultation.events import Occasion, ResponseSent
from roadmaps.consultation.models import (
    Consultation,
    Consultee,
    DraftPart,
    Point,
    PointTurn,
    Response,
    ResponsePart,
)
from roadmaps.consultation.places import GENERAL, LETTERS, Places, question_key
from roadmaps.consultation.queries import draft_of, standing_response
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules.answering import must_answer
from roadmaps.consultation.words import PartSort, PointTurnSort, View
from roadmaps.consultation.writers import Writer
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions.models import ChangeAct, SourceSort, Suggestion
from roadmaps.suggestions.rules import Source, Wish, bring_in, take_out

LONGEST_SIGNATURE = 200
_ORDER = list(PartSort)


def submit(session: Session, consultee: Consultee, *, signed_by: str, writer: Writer, at: datetime) -> Response:
    """Send the draft on behalf of the organisation, in place of what it may have sent before.

    :raises Invalid: when there is nothing in it, nothing new in it, or nobody stands for it
    """
    consultation = consultee.consultation
    # Those who send at the same time get a number each.
    session.execute(select(Consultation.id).where(Consultation.id == consultation.id).with_for_update())
    must_answer(session, consultee, writer, at)
    parts = parts_to_send(draft_of(session, consultee.id))
    earlier = standing_response(session, consultee.id)
    _check(parts, earlier, signed_by)
    highest = select(func.max(Response.number)).where(Response.consultation_id == consultation.id)
    if earlier is not None:
        earlier.replaced_at = at
        session.flush()
    response = Response(
        id=new_id(),
        consultation_id=consultation.id,
        consultee=consultee,
        consultee_id=consultee.id,
        number=1 + (session.scalar(highest) or 0),
        sent_at=at,
        is_late=consultation.is_late(day_of(at)),
        sent_by_id=writer.person_id,
        signed_by=" ".join(signed_by.split()),
    )
    consultee.declined_at = None
    session.add(response)
    session.flush()
    frozen = frozen_text(session, consultation)
    blocks = frozen.edition.document.state.blocks
    for position, part in enumerate(parts):
        title = _title(consultation, frozen.places, blocks, part)
        response.parts.append(
            ResponsePart(
                id=new_id(),
                response_id=response.id,
                position=position,
                sort=part.sort,
                key=part.key,
                title=title,
                content=part.content,
            )
        )
    session.flush()
    _make_points(session, response, earlier, frozen.places, frozen.snapshot.revision_number, writer, at)
    tell(session, [consultee], Occasion.RECEIVED, at=at, number=response.number)
    about = consultation.id, consultation.roadmap_id, consultation.roadmap.area_id, writer.person_id, at
    record(session, ResponseSent(*about, response.id, consultee.id, response.number, earlier is None))
    return response


def parts_to_send(draft: Mapping[tuple[str, str], DraftPart]) -> list[DraftPart]:
    """The parts in which something is said, in the order in which an answer is read."""
    said = [one for one in draft.values() if one.content.get("text") or one.content.get("view") or _is_thing(one)]
    return sorted(said, key=lambda one: _ORDER.index(one.sort))


def says_the_same(parts: list[DraftPart], response: Response) -> bool:
    """Whether the draft says nothing else than what was sent."""
    return [(one.sort, one.key, one.content) for one in parts] == [
        (one.sort, one.key, one.content) for one in response.parts
    ]


def _is_thing(part: DraftPart) -> bool:
    return part.sort in {PartSort.PROPOSAL, PartSort.LETTER}


def _check(parts: list[DraftPart], earlier: Response | None, signed_by: str) -> None:
    if not parts:
        raise Invalid(say("There is nothing in the answer yet."))
    if earlier is not None and says_the_same(parts, earlier):
        raise Invalid(say("This is what you have sent already. Change something first."))
    if not signed_by.strip():
        raise Invalid(_ANOTHER_LOOK, {"signed_by": say("Say who stands for the answer.")})
    if len(signed_by) > LONGEST_SIGNATURE:
        raise Invalid(_ANOTHER_LOOK, {"signed_by": say("This is too long here.")})


def _title(consultation: Consultation, places: Places, blocks: Mapping[UUID, BlockState], part: DraftPart) -> str:
    match part.sort:
        case PartSort.QUESTION:
            return next((one.words for one in consultation.questions if str(one.id) == part.key), "")
        case PartSort.VIEW:
            return str(places.title_of(part.key))
        case PartSort.PROPOSAL:
            block = blocks[UUID(part.key)]
            return ROADMAP[block.kind].title_of(block.content)
        case PartSort.LETTER:
            return str(part.content["name"])
    return ""


def _make_points(
    session: Session,
    response: Response,
    earlier: Response | None,
    places: Places,
    based_on: int,
    writer: Writer,
    at: datetime,
) -> None:
    kept = _kept_points(session, response, earlier, writer, at)
    highest = select(func.max(Point.number)).where(Point.consultation_id == response.consultation_id)
    number = session.scalar(highest) or 0
    for part in response.parts:
        if part.id in kept:
            continue
        number += 1
        place = places.of(_place(part, places))
        suggestion = _suggest(session, response.consultee, part, based_on, writer, at)
        session.add(
            Point(
                id=new_id(),
                consultation_id=response.consultation_id,
                consultee_id=response.consultee_id,
                part_id=part.id,
                number=number,
                sort=part.sort,
                place=place.key,
                place_order=place.order,
                title="" if part.sort in {PartSort.STATEMENT, PartSort.VIEW} else part.title,
                words=str(part.content.get("text") or part.content.get("motive") or ""),
                view=View(part.content["view"]) if part.content.get("view") else None,
                suggestion_id=suggestion.id if suggestion else None,
                begun_at=at,
            )
        )
    session.flush()


def _kept_points(
    session: Session, response: Response, earlier: Response | None, writer: Writer, at: datetime
) -> set[UUID]:
    """The new parts that say what was said before, and have its points from now on."""
    if earlier is None:
        return set()
    new = {(one.sort, one.key): one for one in response.parts}
    kept: set[UUID] = set()
    for old in earlier.parts:
        points = session.scalars(select(Point).where(Point.part_id == old.id)).unique().all()
        same = new.get((old.sort, old.key))
        if same is not None and same.content == old.content:
            kept.add(same.id)
            for point in points:
                point.part_id = same.id
            continue
        for point in points:
            _replace(session, point, writer, at)
    session.flush()
    return kept


def _replace(session: Session, point: Point, writer: Writer, at: datetime) -> None:
    if point.replaced_at is not None:
        return
    point.replaced_at, point.joined_with_id = at, None
    # Those that were joined with it speak for themselves again.
    for other in session.scalars(select(Point).where(Point.joined_with_id == point.id)).unique():
        other.joined_with_id = None
    session.add(
        PointTurn(id=new_id(), point_id=point.id, turn=PointTurnSort.REPLACED, at=at, person_id=writer.person_id)
    )
    if point.suggestion_id is not None:
        suggestion = session.get_one(Suggestion, point.suggestion_id)
        take_out(session, suggestion, reason="", actor=writer.actor, at=at)


def _suggest(
    session: Session, consultee: Consultee, part: ResponsePart, based_on: int, writer: Writer, at: datetime
) -> Suggestion | None:
    """A proposal becomes a suggestion, so that it is kept fitting and can be accepted; its proposer has to be somebody
    with an account, as the history of the text names who wrote what.
    """
    if part.sort is not PartSort.PROPOSAL or writer.actor is None:
        return None
    content: Mapping[str, Any] = part.content
    return bring_in(
        session,
        consultee.consultation.roadmap,
        Wish(ChangeAct.EDIT, UUID(part.key), based_on, kind=content["kind"], content=content["content"]),
        motive=content["motive"],
        sources=[Source(SourceSort(sort), words, address) for sort, words, address in content["sources"]],
        organisation_id=consultee.organisation_id,
        actor=writer.actor,
        at=at,
    )


def _place(part: ResponsePart, places: Places) -> str:
    match part.sort:
        case PartSort.QUESTION:
            return question_key(UUID(part.key))
        case PartSort.VIEW:
            return part.key
        case PartSort.PROPOSAL:
            return places.of_block.get(UUID(part.key), GENERAL)
        case PartSort.LETTER:
            return LETTERS
    return GENERAL


_ANOTHER_LOOK = say("Some of what you wrote needs another look.")
