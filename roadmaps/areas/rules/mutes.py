"""Keeping a person from writing for a time, in one area or everywhere. Reading and signing in go on as before."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Person
from roadmaps.areas import policy
from roadmaps.areas.events import PersonMuted, PersonUnmuted
from roadmaps.areas.models import Area, Mute, RoleGrant
from roadmaps.areas.queries import not_over_on
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say

LONGEST_REASON = 1000
LONGEST = timedelta(days=365)


def mute(
    session: Session,
    person: Person,
    area: Area | None,
    *,
    reason: str,
    until_on: date,
    on: date,
    actor: Actor,
    at: datetime,
) -> Mute:
    """Keep the person from writing until the day has passed, in the area or (None) everywhere.

    Those who lead are not muted: a coordinator ends their role first.

    :raises Invalid: when there is no reason, or the day makes no sense
    """
    _must_mute(actor, area)
    if person.id == actor.person_id or _leads(session, person, area, on):
        raise Invalid(say("Those who lead cannot be muted. A coordinator can end the role first."))
    faults: dict[str, Sentence] = {}
    if not reason.strip():
        faults["reason"] = say("Say why. The person is told.")
    elif len(reason) > LONGEST_REASON:
        faults["reason"] = say("This is too long. A sentence or two are enough.")
    if not on <= until_on <= on + LONGEST:
        faults["until_on"] = say("Choose a day from today on, at most a year ahead.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    hold(session, person.id)
    row = Mute(
        id=new_id(),
        person_id=person.id,
        area_id=area.id if area else None,
        reason=reason.strip(),
        muted_at=at,
        muted_by_id=actor.person_id,
        until_on=until_on,
    )
    session.add(row)
    session.flush()
    record(session, PersonMuted(row.id, row.area_id, person.id, row.reason, until_on, actor.person_id, at))
    return row


def unmute(session: Session, row: Mute, *, actor: Actor, at: datetime) -> None:
    """Let the person write again before the day that was said."""
    _must_mute(actor, session.get_one(Area, row.area_id) if row.area_id else None)
    if row.ended_at is None:
        row.ended_at, row.ended_by_id = at, actor.person_id
        session.flush()
        record(session, PersonUnmuted(row.id, row.area_id, row.person_id, actor.person_id, at))


def _must_mute(actor: Actor, area: Area | None) -> None:
    if not (policy.may_mute_in(actor, area) if area else policy.may_mute_everywhere(actor)):
        raise NotAllowed(say("Those who lead an area can do this there, and coordinators everywhere."))


def _leads(session: Session, person: Person, area: Area | None, on: date) -> bool:
    leading = select(RoleGrant.id).where(
        RoleGrant.person_id == person.id, RoleGrant.role.in_(policy.LEADING), not_over_on(on)
    )
    if area is not None:
        leading = leading.where(RoleGrant.area_id == area.id)
    return person.is_coordinator or session.scalar(leading.limit(1)) is not None
