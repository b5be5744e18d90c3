"""Calls for funding as news: that one for an area is there, that one fits activities of a roadmap, and who wants something
with it. Calls are public, and so is what organisations say that they want.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.calls.models import CALL_AREAS, Call, CallInterest, CallTurn
from roadmaps.calls.words import CallTurnSort, Wish
from roadmaps.following.happenings import Happening, HappeningSort, Span, readable
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import N_, Sentence, say, say_number
from roadmaps.revisions.models import Block
from roadmaps.roadmap.models import Roadmap

EXCERPT = 240
_WISHES = {
    Wish.APPLIES: N_("%(organisation)s wants to apply: “%(title)s”"),
    Wish.SEEKS_PARTNERS: N_("%(organisation)s seeks partners: “%(title)s”"),
    Wish.TAKES_PART: N_("%(organisation)s wants to take part: “%(title)s”"),
}
_TOLD = (CallTurnSort.ADDED, CallTurnSort.WITHDRAWN, CallTurnSort.TOLD)


def calls(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """Calls for certain areas when they come and go; any call where those are told whose activities fit it."""
    rows = session.execute(
        select(CallTurn, Call)
        .join(Call, Call.id == CallTurn.call_id)
        .where(CallTurn.turn.in_(_TOLD), CallTurn.at > span.since, CallTurn.at <= span.upto)
        .order_by(CallTurn.at.desc())
        .limit(span.most)
    )
    turns = rows.unique().all()
    told = [turn for turn, _ in turns if turn.turn is CallTurnSort.TOLD]
    own = _histories(session, span, viewer, {UUID(one) for turn in told for one in turn.changes["activities"]})
    areas = _areas_of(session, [call.id for _, call in turns])
    for turn, call in turns:
        if turn.turn is CallTurnSort.TOLD:
            yield from _told(turn, call, span, own)
        else:
            yield from (_of_area(turn, call, span, area_id) for area_id in areas[call.id] & _area_ids(span))


def interests(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """What organisations say that they want with a call, as it stands: where the activity lies, or the call's areas."""
    rows = session.execute(
        select(CallInterest, Call)
        .join(Call, Call.id == CallInterest.call_id)
        .where(CallInterest.withdrawn_at.is_(None), Call.withdrawn_at.is_(None))
        .where(CallInterest.said_at > span.since, CallInterest.said_at <= span.upto)
        .order_by(CallInterest.said_at.desc())
        .limit(span.most)
    )
    found = rows.unique().all()
    own = _histories(session, span, viewer, {one.activity_id for one, _ in found if one.activity_id})
    areas = _areas_of(session, [call.id for _, call in found])
    for one, call in found:
        for roadmap in span.roadmaps:
            is_about_it = one.activity_id is not None and own.get(one.activity_id) == roadmap.history_id
            if is_about_it or (one.activity_id is None and roadmap.area_id in areas[call.id]):
                yield _wanted(one, call, roadmap)


def _wanted(one: CallInterest, call: Call, roadmap: Roadmap) -> Happening:
    return Happening(
        key=f"interest/{one.id}/{roadmap.id}",
        sort=HappeningSort.CALL,
        at=one.said_at,
        roadmap=roadmap,
        person_id=one.said_by_id,
        organisation_id=one.organisation_id,
        sentence=Sentence(_WISHES[one.wish], {"organisation": one.organisation.name, "title": call.title}),
        path=f"/calls/{call.id}#wanted",
        excerpt=excerpt(one.words, EXCERPT),
        blocks=frozenset({one.activity_id} if one.activity_id else ()),
        organisations=frozenset({one.organisation_id}),
    )


def _of_area(turn: CallTurn, call: Call, span: Span, area_id: UUID) -> Happening:
    roadmap = next(one for one in span.roadmaps if one.area_id == area_id)
    is_new = turn.turn is CallTurnSort.ADDED
    return Happening(
        key=f"call/{turn.id}/{roadmap.id}",
        sort=HappeningSort.CALL,
        at=turn.at,
        roadmap=roadmap,
        person_id=turn.person_id,
        organisation_id=turn.organisation_id,
        sentence=say("There is a call for funding: “%(title)s”", title=call.title)
        if is_new
        else say("A call for funding is taken back: “%(title)s”", title=call.title),
        path=f"/calls/{call.id}",
        excerpt=excerpt(call.about if is_new else turn.words, EXCERPT),
    )


def _told(turn: CallTurn, call: Call, span: Span, own: Mapping[UUID, UUID]) -> Iterable[Happening]:
    fitting = [UUID(one) for one in turn.changes["activities"]]
    for roadmap in span.roadmaps:
        blocks = frozenset(one for one in fitting if own.get(one) == roadmap.history_id)
        if blocks:
            yield Happening(
                key=f"call/{turn.id}/{roadmap.id}",
                sort=HappeningSort.CALL,
                at=turn.at,
                roadmap=roadmap,
                person_id=turn.person_id,
                organisation_id=turn.organisation_id,
                sentence=say_number(
                    "A call for funding fits %(num)s activity: “%(title)s”",
                    "A call for funding fits %(num)s activities: “%(title)s”",
                    len(blocks),
                    title=call.title,
                ),
                path=f"/calls/{call.id}",
                blocks=blocks,
            )


def _histories(session: Session, span: Span, viewer: Actor | None, ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """In which of the histories that the viewer may read these activities lie."""
    histories = [one.history_id for one in readable(span.roadmaps, viewer)]
    found = select(Block.id, Block.history_id).where(Block.id.in_(ids), Block.history_id.in_(histories))
    return dict(session.execute(found).all()) if ids else {}


def _areas_of(session: Session, call_ids: Iterable[UUID]) -> Mapping[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    named = select(CALL_AREAS.c.call_id, CALL_AREAS.c.area_id).where(CALL_AREAS.c.call_id.in_(list(call_ids)))
    for call_id, area_id in session.execute(named):
        found[call_id].add(area_id)
    return found


def _area_ids(span: Span) -> set[UUID]:
    return {one.area_id for one in span.roadmaps}
