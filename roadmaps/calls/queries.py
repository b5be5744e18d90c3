"""What can be asked about calls, interests and assessments."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, defer

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation
from roadmaps.areas.models import Area
from roadmaps.calls import policy
from roadmaps.calls.models import CALL_AREAS, Assessment, Call, CallInterest, CallTurn
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap


def find_call(session: Session, call_id: UUID, *, viewer: Actor | None) -> Call:
    """:raises NotFound: when there is none."""
    call = session.get(Call, call_id)
    if call is None or not policy.may_read_call(viewer, call):
        raise NotFound
    return call


def calls_for(area: Area | None = None) -> Select[Call]:
    """The calls for an area, those for all areas among them, or (None) every call; those that close first come first.

    A call without a last day comes after those with one.
    """
    query = select(Call).order_by(Call.closes_on.is_(None), Call.closes_on, Call.title, Call.id)
    return query.where(_is_for(area)) if area else query


def standing_calls(area: Area | None = None) -> Select[Call]:
    """The same without those that were taken back."""
    return calls_for(area).where(Call.withdrawn_at.is_(None))


def calls_ahead(on: date, area: Area | None = None) -> Select[Call]:
    """The calls for which one can apply, on the day or later."""
    return standing_calls(area).where(or_(Call.closes_on.is_(None), Call.closes_on >= on))


def calls_between(session: Session, first: date, last: date, area: Area | None = None) -> Sequence[Call]:
    """The calls for which one can apply on some day between these two; those that never close are told of too."""
    opened = or_(Call.opens_on.is_(None), Call.opens_on <= last)
    not_closed = or_(Call.closes_on.is_(None), Call.closes_on >= first)
    return session.scalars(standing_calls(area).where(opened, not_closed)).all()


def turns_of(call: Call) -> Select[CallTurn]:
    """What has happened to a call, newest first."""
    return select(CallTurn).where(CallTurn.call_id == call.id).order_by(CallTurn.at.desc(), CallTurn.id.desc())


def interests_in(call_ids: Iterable[UUID]) -> Select[CallInterest]:
    """What organisations want with these calls, as far as it stands, by the organisations' names."""
    return (
        select(CallInterest)
        .join(Organisation, Organisation.id == CallInterest.organisation_id)
        .where(CallInterest.call_id.in_(list(call_ids)), CallInterest.withdrawn_at.is_(None))
        .order_by(Organisation.name, CallInterest.id)
    )


def interest_of(session: Session, call: Call, organisation_id: UUID) -> CallInterest | None:
    """What an organisation wants with the call, if it has said so."""
    return session.scalar(interests_in([call.id]).where(CallInterest.organisation_id == organisation_id))


def interests_of(organisation_id: UUID) -> Select[CallInterest, Call]:
    """What an organisation wants with which calls, those that close first at the beginning."""
    return (
        select(CallInterest, Call)
        .join(Call, Call.id == CallInterest.call_id)
        .where(CallInterest.organisation_id == organisation_id, CallInterest.withdrawn_at.is_(None))
        .where(Call.withdrawn_at.is_(None))
        .order_by(Call.closes_on.is_(None), Call.closes_on, Call.title)
    )


def helix_by_organisation(session: Session) -> dict[UUID, Helix]:
    """To which part of society each organisation belongs."""
    return dict(session.execute(select(Organisation.id, Organisation.helix)).all())


def find_assessment(session: Session, assessment_id: UUID, *, viewer: Actor | None) -> Assessment:
    """:raises NotFound: when there is none, or it is not for the viewer to read."""
    assessment = session.get(Assessment, assessment_id)
    if assessment is None or not policy.may_read_assessment(viewer, assessment):
        raise NotFound
    return assessment


def assessments(*, call: Call | None = None, roadmap: Roadmap | None = None) -> Select[Assessment]:
    """The sheets on a call, or by a roadmap, the newest first, without what was gathered in them."""
    query = select(Assessment).options(defer(Assessment.gathered)).order_by(Assessment.begun_at.desc(), Assessment.id)
    if call is not None:
        query = query.where(Assessment.call_id == call.id)
    return query.where(Assessment.roadmap_id == roadmap.id) if roadmap is not None else query


def readable(found: Iterable[Assessment], viewer: Actor | None) -> list[Assessment]:
    """Those that the viewer may read."""
    return [one for one in found if policy.may_read_assessment(viewer, one)]


def _is_for(area: Area) -> ColumnElement[bool]:
    named = CALL_AREAS.c.call_id == Call.id
    return or_(~exists().where(named), exists().where(named, CALL_AREAS.c.area_id == area.id))
