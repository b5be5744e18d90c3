"""Letting people know: whose activities a call fits, and that a call closes soon that an organisation wants something with."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.queries import members_of
from roadmaps.calls import policy
from roadmaps.calls.events import CallClosing, CallTold, FittingActivity
from roadmaps.calls.matching import Fit, Fits, fits_in
from roadmaps.calls.models import Call, CallInterest, CallReminder, CallTurn
from roadmaps.calls.queries import helix_by_organisation, standing_calls
from roadmaps.calls.rules.keeping import note_turn
from roadmaps.calls.words import CallTurnSort
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.plan.queries import plan_of_county
from roadmaps.plan.rows import PlannedActivity
from roadmaps.roadmap.kinds.choices import Part

# So long before the last day, and not when it has been asked for on the day itself.
REMIND_BEFORE = timedelta(days=14)
TOLD = "activities"


def fits_for(session: Session, call: Call, viewer: Actor | None) -> Fits:
    """The activities that the viewer may see and that the call fits. A fixed number of queries."""
    return fits_in(call, plan_of_county(session, viewer), helix_by_organisation(session))


def told_already(session: Session, call: Call) -> set[str]:
    """The activities, by id, whose people have been told of the call."""
    turns = select(CallTurn).where(CallTurn.call_id == call.id, CallTurn.turn == CallTurnSort.TOLD)
    return {one for turn in session.scalars(turns) for one in turn.changes[TOLD]}


def waiting(session: Session, call: Call, actor: Actor) -> list[Fit]:
    """The activities that the call fits, or may fit, and whose people have not been told."""
    told = told_already(session, call)
    return [one for one in fits_for(session, call, actor).all_that_fit if str(one.activity.id) not in told]


def not_told_yet(session: Session, call: Call, actor: Actor) -> list[PlannedActivity]:
    """The same without the reasons."""
    return [one.activity for one in waiting(session, call, actor)]


def tell(session: Session, call: Call, activity_ids: Sequence[UUID], *, actor: Actor, at: datetime) -> None:
    """Let those know of the call who lead the chosen activities, take part in them or follow them; each activity once.

    :raises Invalid: when none is left to be told of
    """
    session.refresh(call, with_for_update=True)
    if not policy.may_tell(actor, call, day_of(at)):
        raise NotAllowed(say("Those who write the call let others know of it, as long as one can apply."))
    chosen = [one for one in not_told_yet(session, call, actor) if one.id in set(activity_ids)]
    if not chosen:
        sentence = say("Choose at least one activity whose people have not been told yet.")
        raise Invalid(sentence, {"activities": sentence})
    changes = {TOLD: [str(one.id) for one in chosen]}
    note_turn(session, call, CallTurnSort.TOLD, changes=changes, actor=actor, at=at)
    fitting = tuple(FittingActivity(one.id, one.title, one.area.name, _organisations_in(one)) for one in chosen)
    record(session, CallTold(call.id, fitting, actor.person_id, at))


def remind_of_closing(session: Session, at: datetime) -> None:
    """Record for whoever has said what an organisation wants that the call closes soon; once for each call and person.

    Who no longer acts for the organisation is told nothing more of it; then those who do are told.
    """
    today = day_of(at)
    soon = standing_calls().where(Call.closes_on >= today, Call.closes_on <= today + REMIND_BEFORE)
    calls = {call.id: call for call in session.scalars(soon) if call.closes_on}
    if not calls:
        return
    reminded = select(CallReminder.call_id, CallReminder.person_id).where(CallReminder.call_id.in_(calls))
    known = {(row.call_id, row.person_id) for row in session.execute(reminded)}
    said = (
        select(CallInterest)
        .where(CallInterest.call_id.in_(calls), CallInterest.withdrawn_at.is_(None))
        .order_by(CallInterest.said_at, CallInterest.id)
    )
    for one in session.scalars(said):
        for person_id in _who_to_remind(session, one, today):
            closes_on, key = calls[one.call_id].closes_on, (one.call_id, person_id)
            if key in known or closes_on is None:
                continue
            known.add(key)
            session.add(
                CallReminder(id=new_id(), call_id=one.call_id, person_id=person_id, closes_on=closes_on, reminded_at=at)
            )
            record(session, CallClosing(one.call_id, person_id, one.organisation_id, closes_on, at))
    session.flush()


def _who_to_remind(session: Session, interest: CallInterest, on: date) -> Sequence[UUID]:
    acting = [one.person_id for one in session.scalars(members_of(interest.organisation_id, on))]
    return [interest.said_by_id] if interest.said_by_id in acting else acting


def _organisations_in(activity: PlannedActivity) -> tuple[UUID, ...]:
    taking = {Part.LEADS, Part.TAKES_PART}
    ids = [one.organisation_id for one in activity.shares if one.part in taking and not one.is_declined]
    return tuple(dict.fromkeys(ids))
